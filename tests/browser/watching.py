"""What a page may not do behind its reader's back."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(
    `CSP violation: ${event.violatedDirective} ${event.blockedURI} ` +
    `${event.sourceFile}:${event.lineNumber}`);
});
"""


class Watch:
    """Collects console errors, uncaught errors, CSP violations, failed and foreign requests."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.problems: list[str] = []

    def context(self, context: BrowserContext) -> None:
        """Watch every page that is opened in a context."""
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def expect(self, words: str) -> None:
        """Take out the problems with these words, which the test provoked; there must be one."""
        left = [problem for problem in self.problems if words not in problem]
        assert len(left) < len(self.problems), f"no {words!r} in {self.problems}"
        self.problems[:] = left

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.problems.append(f"console {message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.problems.append(f"uncaught: {error.error}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.problems.append(f"request off the origin: {request.url}")

    def _failed(self, request: Request) -> None:
        # A download, and a request given up because a newer one replaced it, end this way.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"status {response.status}: {response.url}")
