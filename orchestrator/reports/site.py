"""What `seg docs generate` wrote, as lines for a person."""

from orchestrator.commands.docs.generate import SiteWritten


def site_text(written: SiteWritten) -> str:
    """Return where the site is, how large it is, and what is not in it."""
    lines = [
        f"{written.page}: {written.nodes} nodes, {written.files} files, {written.size / 1e6:.1f} MB"
    ]
    if not written.is_built:
        lines.append("nothing is built yet, so there are no figures: run 'seg build' first")
    lines += [f"left out: {each}" for each in written.left_out]
    return "\n".join(lines)
