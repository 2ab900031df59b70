"""Takes up the treasury's statement: `python -m tests.portal.programmes.kills.payer`."""

from __future__ import annotations


def main() -> None:
    """Reconcile the one statement there is."""
    from jialing.portal.prepare import set_up

    set_up()
    from jialing.portal.common.access import Held, Viewer
    from jialing.portal.programmes.actions.treasury import carry_on
    from jialing.portal.programmes.models import TreasuryStatement

    officer = Viewer(user_id=9, public_id="payer", held=frozenset({Held("programme_officer", "CN-500000")}))
    carry_on(TreasuryStatement.objects.get(), by=officer)


if __name__ == "__main__":
    main()
