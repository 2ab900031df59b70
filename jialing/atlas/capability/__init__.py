"""What the circle can do, beside its comparators: strategic forces, platforms, people, cooperation abroad.

Lists (forces, platforms) are counted as listed: there is nothing to draw again, and whom a list does not name is
unknown. What is counted from works carries an interval, and 'more' or 'less' is said only where it survives.
"""

from jialing.atlas.capability.profile import Capability, capability

__all__ = ["Capability", "capability"]
