"""The words of what comes in before it is part of the record: channels, items, decisions."""

from proxies.vocab import Vocabulary, _


class ChannelKind(Vocabulary):
    """How a channel is read."""

    FEED = "feed", _("feed")
    TELEGRAM = "telegram", _("public Telegram channel")
    PAGE = "page", _("list of articles on a page")
    EMAIL = "email", _("e-mail digest")
    BY_HAND = "by-hand", _("addresses given by hand")


class VisitEnd(Vocabulary):
    """How one reading of a channel ended."""

    READ = _("read")
    UNCHANGED = _("unchanged")
    PARTLY = "partly", _("read in part")
    REFUSED = _("refused")
    UNREACHABLE = _("unreachable")
    UNREADABLE = _("unreadable")


class DayFrom(Vocabulary):
    """How the day of an item was found."""

    FEED = "feed", _("feed")
    PAGE_DATA = "page-data", _("data of the page")
    ADDRESS = "address", _("address")
    GIVEN = "given", _("given by an editor")
    NONE = "none", _("not established")


class ClusterState(Vocabulary):
    """What has become of a cluster of items."""

    OPEN = _("open")
    LATER = _("later")
    DECIDED = _("decided")
    NOT_FOR_US = "not-for-us", _("not for us")


class DecisionKind(Vocabulary):
    """What an editor decided of a cluster."""

    CITE = "cite", _("cited for a record")
    NEW_EVENT = "new-event", _("new event")
    NEW_PLEDGE = "new-pledge", _("new pledge")
    NEW_STATEMENT = "new-statement", _("new statement")
    NOT_FOR_US = "not-for-us", _("not for us")
    LATER = _("later")


class DatasetService(Vocabulary):
    """Services that give datasets."""

    UCDP = "ucdp", _("UCDP")
    ACLED = "acled", _("ACLED")
