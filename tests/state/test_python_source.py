"""What a Python model depends on in addition to what it declares."""

from pathlib import Path

import pytest
import yaml

from orchestrator.state.python_source import PythonDefinition, _version, python_definition

MODEL = "def model(dbt, session):\n    return {}\n"
DOUBTS = {
    "import time\n": ("import time",),
    "import requests\n": ("import requests",),
    "from datetime import datetime\nat = datetime.now()\n": ("now()",),
    "import pandas as pd\nframe = pd.read_csv('x')\n": ("read_csv()",),
    "import numpy as np\nx = np.random.rand()\n": ("numpy.random without a seed",),
    "import numpy as np\nx = np.random.default_rng(1)\n": (),
    "from numpy.random import rand\nx = rand()\n": ("import numpy.random",),
    "import numpy.random as chance\nx = chance.rand()\n": ("import numpy.random",),
    "import numpy as np\nat = np.datetime64('now')\n": ("datetime64('now')",),
    "import pandas as pd\nat = pd.to_datetime('today')\n": ("to_datetime('now')",),
    "from datetime import date, timedelta\nday = date(2026, 1, 1)\n": (),
    "from sklearn.cluster import KMeans\nx = KMeans(2)\n": ("an estimator without random_state",),
    "from sklearn.cluster import KMeans\nx = KMeans(2, random_state=1)\n": (),
    "frame.sample(3)\n": ("sample() without random_state",),
    "text = open('x').read()\n": ("open()",),
    "import zipfile\ntext = zipfile.ZipFile('d.zip').read('a')\n": ("import zipfile",),
    "import pkgutil\ntext = pkgutil.get_data('shop', 'a')\n": ("import pkgutil",),
    "import json, re, math\nfrom collections import Counter\n": (),
    "import pandas as pd\nread = pd.read_csv\n": ("read_csv under another name",),
    "from pandas import read_csv as read\n": ("read_csv under another name",),
    "from datetime import datetime\ntell = datetime.now\n": ("now under another name",),
    "read = open\n": ("open under another name",),
    "run = session.sql\n": ("sql under another name",),
    "run = getattr(session, 'sql')\n": ("getattr()",),
    "run = session.execute\n": ("execute under another name",),
    "other = session.table(name)\n": ("table()",),
    "import pyarrow as pa\nmade = pa.table(columns)\n": ("import pyarrow",),
    "condition = 'id in (select id from other)'\n": ("a SELECT in a text",),
    "some = orders.filter('id in (select id from other)')\n": (),
    "x = getattr(frame, name)\n": ("getattr()",),
    "x = getattr(frame, 'amount')\n": (),
}


@pytest.mark.parametrize("source", DOUBTS)
def test_clock_chance_and_files_are_found(source: str) -> None:
    assert python_definition(source + MODEL).doubts == DOUBTS[source]


def test_sql_that_is_put_together_while_running_is_not_known() -> None:
    source = "def model(dbt, session):\n    return session.sql(f'select * from {dbt.ref(\"a\")}')\n"
    assert python_definition(source).sql == ('select * from "\ue000"',)
    source = "def model(dbt, session):\n    return session.sql(made())\n"
    assert python_definition(source).sql == ("",)


def test_a_select_in_an_expression_is_read_as_sql() -> None:
    source = "x = dbt.ref('a').filter(f'id > (select max(id) from {dbt.this})', 'n')\n" + MODEL
    assert python_definition(source).sql == ('select id > (select max(id) from "\ue000")',)


def test_modules_that_are_not_installed_count_through_all_that_they_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "near_rates.py").write_text("from far_rates import rate\n")
    far = tmp_path / "far_rates.py"

    def definition(text: str) -> PythonDefinition:
        far.write_text(text)
        python_definition.cache_clear()
        _version.cache_clear()
        return python_definition("import near_rates\n" + MODEL)

    one = definition("rate = 1\n")
    two = definition("rate = 2\n")
    clock = definition("import time\nrate = time.time()\n")
    broken = definition("rate = (\n")

    assert (one.doubts, two.doubts) == ((), ())
    assert one.versions != two.versions
    assert clock.doubts == ("import time", "time()")
    assert broken.doubts == ("import far_rates",)


def test_what_pip_put_into_a_folder_of_any_name_counts_by_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    for package in ("put_there", "own_module"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("import time\n")
    metadata = tmp_path / "put_there-4.2.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text("Metadata-Version: 2.1\nName: put_there\nVersion: 4.2\n")

    found = python_definition("import put_there\n" + MODEL)
    assert "put_there 4.2" in found.versions
    assert (found.files, found.doubts) == ((), ())
    assert python_definition("import own_module\n" + MODEL).doubts == ("import time",)


def test_the_segmentation_projects_own_models_are_reused() -> None:
    """They use neither the clock nor randomness, which would make each build run them again."""
    models = sorted((Path(__file__).parents[2] / "models").rglob("*.py"))
    found = {file.name: python_definition(file.read_text()).doubts for file in models}
    # It calls a frame `today`, and is `volatile: false`.
    assert found.pop("feature_drift.py") == ("today under another name",)
    assert found == dict.fromkeys(found, ())
    assert len(found) > 3
    # SQL that is put together is not known: such a model says that it is `volatile: false`.
    unknown = {file.stem for file in models if "" in python_definition(file.read_text()).sql}
    declared = {
        model["name"]
        for file in models
        for properties in file.parent.glob("*.yml")
        for model in yaml.safe_load(properties.read_text()).get("models", ())
        if model.get("config", {}).get("volatile") is False
    }
    assert unknown <= declared
