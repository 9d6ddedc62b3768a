"""Projects that show that descriptions become comments in the database."""

from tests.keys.observed import BUILD, Case, Files


def described(kind: str, more: Files, beside: str = "", config: str = "") -> Case:
    """A node whose description is to become a comment, and one that is only described."""
    file = f"{kind}s: [{{name: {kind[0]}, description: it{beside}, config: {{{config}%s}}}}]\n"
    asked = "persist_docs: {relation: true}"
    return Case(*({**more, "models/d.yml": file % each} for each in (asked, "")), commands=BUILD)


MODEL = described("model", {"models/m.sql": "select 1 as id"})
SEED = described("seed", {"seeds/s.csv": "id\n1\n"})
SNAPSHOT = described(
    "snapshot",
    {"models/a.sql": "select 1 as id, date '2025-01-01' as day"},
    ", relation: ref('a')",
    "strategy: timestamp, unique_key: id, updated_at: day, ",
)
