"""The families whose moves are recorded when they are published, and what records the reasons."""

from orchestrator.generations.events import (
    HISTORY_COLUMNS,
    HISTORY_MOMENTS,
    FollowedFamily,
    Following,
    History,
)
from orchestrator.generations.values import FamilyVersion
from orchestrator.nodes import Model
from orchestrator.project.read.segment_list import families_among
from orchestrator.roles import MEMBERSHIP_HISTORY
from orchestrator.workspace.value import Workspace


def following_of(workspace: Workspace) -> Following:
    """Return all families of the project, as currently declared."""
    families = families_among(workspace.project.nodes.values())
    return Following(
        {model.unique_id: _followed(workspace, model) for model in families},
        workspace.file.publish.keep_events_days,
    )


def _followed(workspace: Workspace, model: Model) -> FollowedFamily:
    assert model.family is not None
    family = FamilyVersion(model.name, model.family.version)
    role = workspace.project.roles.get(MEMBERSHIP_HISTORY, model.unique_id)
    if role is None or role.unique_id is None:
        return FollowedFamily(family)
    columns = {name: role.column(name) for name in (*HISTORY_COLUMNS, *HISTORY_MOMENTS)}
    return FollowedFamily(family, History(role.unique_id, columns))
