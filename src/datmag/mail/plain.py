"""Writes a message as plain text: every link with its address, lists and quotes as people type them."""

from collections.abc import Iterable, Sequence

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

RULE = "-" * 40


def text(tokens: Sequence[Token]) -> str:
    """Write parsed Markdown as plain text, paragraphs on one line each; mail programs wrap them."""
    return _blocks(SyntaxTreeNode(tokens).children)


def _blocks(nodes: Iterable[SyntaxTreeNode], between: str = "\n\n") -> str:
    return between.join(filter(None, (_block(node) for node in nodes)))


def _block(node: SyntaxTreeNode) -> str:
    if node.type == "heading":
        title = _inline(node)
        return f"{title}\n{'-' * min(len(title), 60)}" if node.tag in {"h1", "h2"} else title
    if node.type == "blockquote":
        return _indented(_blocks(node.children), "> ", "> ")
    if node.type in {"bullet_list", "ordered_list"}:
        return _list(node)
    if node.type in {"code_block", "fence"}:
        return _indented(node.content.rstrip("\n"), "    ", "    ")
    if node.type == "table":
        rows = (row for part in node.children for row in part.children)
        return "\n".join(" | ".join(_inline(cell) for cell in row.children) for row in rows)
    return RULE if node.type == "hr" else _inline(node)


def _list(node: SyntaxTreeNode) -> str:
    first = int(node.attrs.get("start", 1))
    marks = [f"{first + n}. " if node.type == "ordered_list" else "- " for n in range(len(node.children))]
    # In a tight list the paragraphs are hidden ones; such entries stand together, as they were typed.
    tight = all(
        child.hidden for entry in node.children for child in entry.children if child.type == "paragraph"
    )
    between = "\n" if tight else "\n\n"
    entries = (
        _indented(_blocks(entry.children, between), mark, " " * len(mark))
        for mark, entry in zip(marks, node.children, strict=True)
    )
    return between.join(entries)


def _indented(block: str, first: str, rest: str) -> str:
    lines = block.split("\n")
    return "\n".join((f"{rest if n else first}{line}").rstrip() for n, line in enumerate(lines))


def _inline(node: SyntaxTreeNode) -> str:
    if node.type in {"text", "code_inline", "image"}:
        return node.content
    if node.type == "softbreak":
        return " "
    if node.type == "hardbreak":
        return "\n"
    inner = "".join(_inline(child) for child in node.children)
    return _link(inner, str(node.attrs.get("href", ""))) if node.type == "link" else inner


def _link(shown: str, address: str) -> str:
    plain = address.removeprefix("mailto:").removeprefix("tel:")
    if not shown:
        return plain
    return shown if shown in {address, plain} else f"{shown} ({plain})"
