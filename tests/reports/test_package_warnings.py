"""Each kind of warning about a package is shown once."""

from pathlib import Path

from orchestrator.reports.package_warnings import condensed

ROOT = Path("/shop")
PACKAGES = {"shop": ROOT, "helpers": ROOT / "dbt_packages" / "helpers", "above": ROOT.parent}


def test_one_warning_of_a_kind_for_each_package() -> None:
    said = [
        "models/a.sql:1:1: 'bind' has no effect\n  fix: remove it",
        "models/b.sql:1:1: 'bind' has no effect\n  fix: remove it",
        "dbt_packages/helpers/a.yml:7:9: the column 'x' is also in dbt_packages/helpers/a.yml:5:9\n"
        "  fix: merge the two",
        "dbt_packages/helpers/a.yml:9:9: the column 'y' is also in dbt_packages/helpers/a.yml:1:9\n"
        "  fix: merge the two",
        "dbt_packages/helpers/b.sql: 'bind' has no effect (and in 3 more places)",
        "dbt_packages/helpers/c.sql: 'transient' has no effect",
        "../d.sql: 'bind' has no effect",
    ]
    assert condensed(said, ROOT, PACKAGES) == [
        said[0],
        said[1],
        "dbt_packages/helpers/a.yml:7:9: the column 'x' is also in dbt_packages/helpers/a.yml:5:9 "
        "(and 1 more like it in the package 'helpers': --debug shows them)\n  fix: merge the two",
        "dbt_packages/helpers/b.sql: 'bind' has no effect (and in 3 more places) "
        "(and 1 more like it in the package 'helpers': --debug shows them)",
        said[6],
    ]
