"""One use case each: what seg does for the command line, a scheduler and a notebook alike.

A command is a function in a file of its own, or in one with its nearest relatives:

    def rollback(workspace: Workspace, generation: int | None = None) -> RolledBack: ...

It takes an open `Workspace` and plain values. It returns a frozen value or, where it carries out
a plan, yields the events of the run. It raises SegError. It prints nothing and knows neither click
nor a terminal nor signals: what people read is made of its value in `reports`, and `cli` turns
arguments into one call, and the answer into text and an exit code.
"""
