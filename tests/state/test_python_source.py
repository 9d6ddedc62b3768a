"""What a Python model depends on beside what it declares."""

import pytest

from orchestrator.state.python_source import python_definition

MODEL = "def model(dbt, session):\n    return {}\n"
DOUBTS = {
    "import time\n": ("import time",),
    "import requests\n": ("import requests",),
    "from datetime import datetime\nat = datetime.now()\n": ("now()",),
    "import pandas as pd\nframe = pd.read_csv('x')\n": ("read_csv()",),
    "import numpy as np\nx = np.random.rand()\n": ("numpy.random without a seed",),
    "import numpy as np\nx = np.random.default_rng(1)\n": (),
    "from datetime import date, timedelta\nday = date(2026, 1, 1)\n": (),
    "from sklearn.cluster import KMeans\nx = KMeans(2)\n": ("an estimator without random_state",),
    "from sklearn.cluster import KMeans\nx = KMeans(2, random_state=1)\n": (),
    "frame.sample(3)\n": ("sample() without random_state",),
    "text = open('x').read()\n": ("open()",),
}


@pytest.mark.parametrize("source", DOUBTS)
def test_clock_chance_and_files_are_found(source: str) -> None:
    assert python_definition(source + MODEL).doubts == DOUBTS[source]


def test_sql_that_is_put_together_while_running_is_not_known() -> None:
    source = "def model(dbt, session):\n    return session.sql(f'select * from {dbt.ref(\"a\")}')\n"
    assert python_definition(source).sql == ('select * from "\ue000"',)
    source = "def model(dbt, session):\n    return session.sql(made())\n"
    assert python_definition(source).sql == ("",)
