"""Rate limits: a token bucket for each of the addresses that sent requests most recently."""

from collections import OrderedDict

_MOST_ADDRESSES = 10_000


class Rate:
    """Lets an address send `a_second` requests per second, and as many at once after a pause."""

    def __init__(self, a_second: int) -> None:
        self._a_second = a_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str, now: float) -> float:
        """Return 0 if the address may send a request now, otherwise the seconds until it may."""
        most = float(self._a_second)
        left, at = self._left.pop(address, (most, now))
        left = min(most, left + (now - at) * self._a_second)
        is_allowed = left >= 1
        self._left[address] = (left - 1 if is_allowed else left, now)
        if len(self._left) > _MOST_ADDRESSES:
            self._left.popitem(last=False)
        return 0.0 if is_allowed else (1 - left) / self._a_second
