"""What the codes of an acknowledgment say, as sentences in the words of the code sets."""

from cobrelay.x12.codes import meaning


def sentence(code_set: str, code: str) -> str:
    """What one code means: `Required segment is missing.`"""
    return _closed(meaning(code_set, code) or f"code {code} is not in our list")


def of_status(category: str, status: str, entity: str) -> str:
    """`A7:400:PR` as `Rejected: information is invalid: claim is out of balance (payer).`"""
    what = meaning("status_category", category) or f"category {category}"
    why = (meaning("status", status) or f"status {status}") if status else ""
    who = f" ({meaning('entity', entity) or entity})" if entity else ""
    return _closed(f"{what}: {why}{who}" if why else f"{what}{who}")


def _closed(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
