"""A Markdown note as text: its frontmatter, its lists, its links, and small edits."""
