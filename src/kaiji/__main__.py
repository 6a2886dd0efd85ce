"""``python -m kaiji`` is the command ``kaiji``."""

from kaiji.cli.main import main

main()
