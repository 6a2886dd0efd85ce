"""The same document set by other hands: HTML of filers and newswires, Word as people write it, PDF of other producers.

``source`` gives made releases as a :class:`~kaiji.core.document.Document`; the other modules set one in a shape that is
not the project's own, so that what is read can be held against what was set.
"""
