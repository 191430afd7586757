"""The facts: one module per family of records, each with its reads."""

from proxies.models.accounts import Account, Attribution
from proxies.models.actors import (
    Actor,
    ActorName,
    Designation,
    Faction,
    Opponent,
    Patron,
)
from proxies.models.assessments import (
    Assessment,
    AssessmentCitation,
    ClosureCitation,
    ControlCitation,
    MembershipCitation,
    SupportCitation,
)
from proxies.models.background import JobError
from proxies.models.channels import Channel, FetchedHost, Visit
from proxies.models.coverage import CoverageSpan
from proxies.models.duplicates import DuplicatePair, PairState
from proxies.models.error_reports import ErrorReport
from proxies.models.events import AttackEvent
from proxies.models.fetches import DatasetFetch
from proxies.models.folding import ENGLISH, Folded, says_something, search_key, searched
from proxies.models.fronts import Front, FrontClosure, Place
from proxies.models.history import Change
from proxies.models.imports import ImportRun, Reject, UnknownName
from proxies.models.items import Cluster, Decision, Item
from proxies.models.pledges import (
    Pledge,
    PledgeBinding,
    PledgeCitation,
    PledgeIncident,
    PledgeRepeat,
)
from proxies.models.seeding import SeedRecord
from proxies.models.slugs import FormerSlug, Slugged
from proxies.models.sources import Citation, Dataset, Report, Source
from proxies.models.statements import (
    Milestone,
    MilestoneCitation,
    Statement,
    StatementCitation,
)
from proxies.models.ties import ControlSpell, Membership, Support
from proxies.models.uploads import TrialReject, Upload, UploadPart
from proxies.models.version import EventChange, RecordVersion
