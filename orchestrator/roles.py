"""The roles that relations play for commands about people, and the columns of each."""

from collections.abc import Mapping

from msgspec import Struct, field

from orchestrator.errors import Place

CUSTOMERS = "customers"
ACCOUNTS = "accounts"
CUSTOMER_NUMBERS = "customer_numbers"
CROSS_REFERENCE = "cross_reference"
MEMBERSHIP_HISTORY = "membership_history"
DAILY_SIZES = "daily_sizes"
SEGMENT_CHANNELS = "segment_channels"
REACHABILITY = "reachability"
CONSENTS = "consents"
SUPPRESSIONS = "suppressions"
ERASURE_REQUESTS = "erasure_requests"
METRIC_BASELINES = "metric_baselines"
CAMPAIGNS = "campaigns"
CAMPAIGN_SENDS = "campaign_sends"
CAMPAIGN_RESPONSES = "campaign_responses"
CONTACT_DETAILS = "contact_details"
CUSTOMER_FACTS = "customer_facts"
CONTROL_GROUPS = "control_groups"
EVENTS = "events"
EVENT_CHANGES = "event_changes"
MAIN_SEGMENTS = "main_segments"
LIFECYCLE = "lifecycle"
PURCHASE_DAYS = "purchase_days"
RFM_SCORES = "rfm_scores"
ORDER_PREDICTIONS = "order_predictions"
SEGMENT_MIGRATIONS = "segment_migrations"
SEGMENT_OVERLAPS = "segment_overlaps"
SEGMENT_PROFILES = "segment_profiles"
SEGMENT_PERSONAS = "segment_personas"
SEGMENT_VALUES = "segment_values"
SEGMENT_PRIORITIES = "segment_priorities"
EXPERIMENT_DIFFERENCES = "experiment_differences"
UNSTABLE_FAMILIES = "unstable_families"
DRIFTED_FEATURES = "drifted_features"
FAIRNESS_ALARMS = "fairness_alarms"

ROLES: Mapping[str, tuple[str, ...]] = {
    CUSTOMERS: ("customer_id", "value"),
    ACCOUNTS: ("account_id", "value"),
    CUSTOMER_NUMBERS: ("source_customer_id", "customer_id"),
    CROSS_REFERENCE: ("source_id_type", "source_id", "customer_id", "is_protected"),
    MEMBERSHIP_HISTORY: (
        "family",
        "segment",
        "valid_from",
        "valid_to",
        "entry_reason",
        "exit_reason",
    ),
    DAILY_SIZES: ("family", "segment", "as_of_date", "members", "change_by_definition"),
    SEGMENT_CHANNELS: ("family", "segment", "channel", "members", "reachable"),
    REACHABILITY: ("channel", "is_reachable"),
    CONSENTS: ("customer_id", "channel", "status", "changed_at"),
    SUPPRESSIONS: ("customer_id", "channel", "lifted_at"),
    ERASURE_REQUESTS: ("customer_id",),
    METRIC_BASELINES: (
        "family",
        "segment",
        "metric",
        "measured_from",
        "is_followed",
        "window_days",
        "customers",
        "mean",
        "deviation",
    ),
    CAMPAIGNS: ("campaign_id", "channel"),
    CAMPAIGN_SENDS: ("send_id", "campaign_id", "customer_id"),
    CAMPAIGN_RESPONSES: ("send_id", "response_type", "responded_at"),
    CUSTOMER_FACTS: ("customer_id", "topic", "position", "label", "value"),
    CONTACT_DETAILS: (
        "customer_id",
        "email",
        "phone",
        "first_name",
        "last_name",
        "country",
        "postal_code",
    ),
    CONTROL_GROUPS: ("customer_id", "family", "segment"),
    EVENTS: ("customer_id", "event_type", "occurred_at"),
    EVENT_CHANGES: ("customer_id", "change_number"),
    MAIN_SEGMENTS: ("segment",),
    LIFECYCLE: ("segment",),
    PURCHASE_DAYS: ("customer_id", "purchased_on"),
    RFM_SCORES: ("recency_score", "frequency_score", "monetary"),
    ORDER_PREDICTIONS: ("model", "decile", "customers", "expected_orders", "actual_orders"),
    SEGMENT_MIGRATIONS: ("family", "from_segment", "to_segment", "as_of_date", "customers"),
    SEGMENT_OVERLAPS: (
        "family",
        "segment",
        "other_family",
        "other_segment",
        "members",
        "other_members",
        "shared_members",
        "jaccard",
        "lift",
    ),
    SEGMENT_PROFILES: (
        "family",
        "segment",
        "feature",
        "level",
        "members",
        "members_with_level",
        "share_in_segment",
        "share_in_all",
        "trait_index",
        "index_low",
        "index_high",
        "is_distinct",
    ),
    SEGMENT_PERSONAS: ("family", "segment", "persona_name", "members", "description"),
    SEGMENT_VALUES: ("family", "segment", "members", "value", "value_low", "value_high"),
    SEGMENT_PRIORITIES: (
        "family",
        "segment",
        "channel",
        "reachable",
        "value_per_contact",
        "value_low",
        "value_high",
        "finding",
        "rank_in_family",
    ),
    EXPERIMENT_DIFFERENCES: (
        "experiment",
        "arm",
        "metric",
        "family",
        "segment",
        "by_segment",
        "customers_control",
        "customers_treatment",
        "difference",
        "interval_low",
        "interval_high",
        "verdict",
        "decided_on",
    ),
    UNSTABLE_FAMILIES: ("family", "as_of_date", "is_flagged"),
    DRIFTED_FEATURES: ("feature", "as_of_date", "is_flagged"),
    FAIRNESS_ALARMS: ("family", "segment", "trait", "trait_group", "as_of_date", "is_alarm"),
}
"""The columns of each role, by seg's names. docs/roles.md describes their content."""

FAMILY_ROLES = (DAILY_SIZES, SEGMENT_CHANNELS, MEMBERSHIP_HISTORY, REACHABILITY)
"""The roles that a segment family can assign to relations of its own."""


class RoleDeclaration(Struct, frozen=True, kw_only=True):
    """A role as declared in a file: the arguments of its ref() or source(), and its place.

    `columns` maps seg's names to those of the relation, if they differ. `package` is where an
    unqualified name is looked up first.
    """

    role: str
    kind: str
    arguments: tuple[str, ...]
    package: str
    place: Place
    columns: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.kind}({', '.join(map(repr, self.arguments))})"

    def column(self, name: str) -> str:
        """Return the relation's name for a column of the role."""
        return self.columns.get(name, name)


class RoleRelation(Struct, frozen=True):
    """The node that plays a role, for one `family` (a unique id) or for all without their own.

    `unique_id` is None if the node is disabled, in `disabled_at`.
    """

    declared: RoleDeclaration
    unique_id: str | None
    disabled_at: Place | None = None
    family: str | None = None

    def column(self, name: str) -> str:
        """Return the relation's name for a column of the role."""
        return self.declared.column(name)


class Roles(Struct, frozen=True):
    """The nodes that play the roles of a project."""

    relations: tuple[RoleRelation, ...] = ()

    def get(self, role: str, family: str | None = None) -> RoleRelation | None:
        """Return the node with the role for a family, by unique id, or for the whole project."""
        found = {each.family: each for each in self.relations if each.declared.role == role}
        return found.get(family) or found.get(None)
