"""Why a page is not fetched: a sentence for the editor."""

SAVE_IT = "请在浏览器里打开它，另存为“网页，仅 HTML”，再把存下的文件上传。"
"""The way out that is always open: an editor's browser may go where the newsroom's server may not."""


class FetchRefused(Exception):
    """A page or picture that is not fetched; the message is a Chinese sentence that says what to do."""


class NoPublicAddress(FetchRefused):
    """There is no such place on the public internet: no address at all, or one of a machine within a network."""
