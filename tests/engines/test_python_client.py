"""The client of a Python model, next to that of another model."""

from contextlib import closing
from threading import Thread

from orchestrator.engines.boundary import Engine, PythonClient


def test_functions_of_one_name_are_made_one_after_another(engine: Engine) -> None:
    found: list[object] = []

    def made(client: PythonClient, more: int) -> object:
        given = ("more", lambda n: n + more, ["bigint"], "bigint")
        client.ask("create_function", given, {}, lambda _: None)
        return client.ask("sql", ("select more(1)",), {}, lambda _: None).fetchall()[0][0]

    def other() -> None:
        with closing(engine.session()) as session, session.python_client(()) as client:
            found.append(made(client, 20))

    thread = Thread(target=other)
    with closing(engine.session()) as session, session.python_client(()) as client:
        assert made(client, 10) == 11
        thread.start()
        thread.join(0.1)
        assert thread.is_alive()
    thread.join()
    assert found == [21]
