"""Sends batches to an HTTP receiver, and retries until it accepts them."""

import urllib3

from orchestrator.errors import EnvironmentFault

_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
"""HTTP status codes that may be temporary."""

_FIRST_WAIT_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 60
_SHOWN = 200


def post(
    url: str, body: bytes, headers: dict[str, str], *, retries: int, timeout: float, left: str
) -> None:
    """Send a JSON body; raises EnvironmentFault if the receiver did not accept it in the end.

    The error includes `left`, what remains undone: `nobody was acknowledged`.

    Broken connections and temporary refusals (429, 503, `Retry-After`) are retried, at most
    `retries` times, waiting twice as long each time; other answers are final. Redirects are not
    followed: data only goes where the project says.
    """
    retry_policy = urllib3.Retry(
        total=retries,
        redirect=0,
        status_forcelist=_LATER,
        allowed_methods=None,
        backoff_factor=_FIRST_WAIT_SECONDS,
        backoff_max=_LONGEST_WAIT_SECONDS,
        respect_retry_after_header=True,
        raise_on_status=False,
        raise_on_redirect=False,
    )
    host = urllib3.util.parse_url(url).netloc
    try:
        response = urllib3.request(
            "POST",
            url,
            body=body,
            headers={"Content-Type": "application/json", **headers},
            retries=retry_policy,
            timeout=urllib3.Timeout(total=timeout),
        )
    except urllib3.exceptions.HTTPError as error:
        reason = getattr(error, "reason", None) or error
        raise EnvironmentFault(
            f"{host} could not be reached: {type(reason).__name__}",
            fix=f"{left}: run the same command again",
        ) from error
    if not 200 <= response.status < 300:
        response_text = response.data[:_SHOWN].decode("utf-8", "replace").strip()
        raise EnvironmentFault(
            f"{host} answered {response.status} {response.reason or ''}".rstrip()
            + (f": {response_text}" if response_text else ""),
            fix=f"{left}: run the same command again once it is ready",
        )
