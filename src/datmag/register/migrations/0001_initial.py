# The tables of the register, and the database's guards over them.

import django.db.models.deletion
from django.db import migrations, models

from datmag.register import triggers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Family",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("label", models.TextField(default="")),
                ("recorded_at", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("body", models.TextField(default="")),
                ("names", models.TextField(default="")),
                ("purposes", models.TextField(default="")),
                ("bundled", models.SmallIntegerField(default=-1)),
                ("informed", models.SmallIntegerField(default=-1)),
                ("conditional", models.SmallIntegerField(default=0)),
                ("recorded_at", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Sender",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("legal_name", models.TextField(default="")),
                ("kind", models.TextField(default="business")),
                ("country", models.TextField(default="NL")),
                ("register_no", models.TextField(default="")),
                ("postal", models.TextField(default="")),
                ("reply_to", models.TextField(default="")),
                ("website", models.TextField(default="")),
                ("recorded_at", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("channel", models.TextField()),
                ("value", models.TextField()),
                ("kind", models.TextField(default="unknown")),
                ("k_exact", models.TextField()),
                ("k_mailbox", models.TextField()),
                ("recorded_at", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["k_mailbox"], name="register_address_mailbox")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("k_exact"), models.F("channel"), name="register_address_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField()),
                ("digest", models.TextField()),
                ("kind", models.TextField()),
                ("row", models.BigIntegerField(default=0)),
                ("recorded_at", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(models.F("key"), name="register_entry_once")],
            },
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("likeness", models.TextField()),
                ("at", models.BigIntegerField(default=-4611686018427387904)),
                ("revoked_at", models.BigIntegerField(default=-4611686018427387904)),
                ("by", models.TextField(default="")),
                ("reason", models.TextField(default="")),
                ("recorded_at", models.BigIntegerField()),
                (
                    "bought",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.family"
                    ),
                ),
                (
                    "offered",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.family"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("ref", models.TextField()),
                ("kind", models.TextField(default="unknown")),
                ("name", models.TextField(default="")),
                ("born", models.IntegerField(default=0)),
                ("country", models.TextField(default="")),
                ("language", models.TextField(default="")),
                ("recorded_at", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(models.F("ref"), name="register_party_once")],
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("since", models.BigIntegerField(default=-4611686018427387904)),
                ("until", models.BigIntegerField(default=-4611686018427387904)),
                ("recorded_at", models.BigIntegerField()),
                (
                    "address",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="register.address"),
                ),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="register.party"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Death",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.BigIntegerField()),
                ("recorded_at", models.BigIntegerField()),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.party"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bond",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.TextField()),
                ("since", models.BigIntegerField(default=-4611686018427387904)),
                ("until", models.BigIntegerField(default=-4611686018427387904)),
                ("recorded_at", models.BigIntegerField()),
                (
                    "a",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.party"
                    ),
                ),
                (
                    "b",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.party"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Purchase",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("consideration", models.TextField()),
                ("informed", models.SmallIntegerField(default=-1)),
                ("refusal", models.TextField(default="")),
                ("running", models.SmallIntegerField(default=0)),
                ("given", models.SmallIntegerField(default=1)),
                ("listed", models.SmallIntegerField(default=0)),
                ("at", models.BigIntegerField()),
                ("seen_at", models.BigIntegerField()),
                ("recorded_at", models.BigIntegerField()),
                (
                    "address",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.address",
                    ),
                ),
                (
                    "buyer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.party",
                    ),
                ),
                (
                    "by_party",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.party",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.family",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="register.sender"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PurchaseState",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("state", models.TextField()),
                ("at", models.BigIntegerField()),
                ("recorded_at", models.BigIntegerField()),
                (
                    "purchase",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="register.purchase"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.BigIntegerField()),
                ("recorded_at", models.BigIntegerField()),
                (
                    "address",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.address"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.party"
                    ),
                ),
                (
                    "via",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="register.purchase",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="register.sender"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SeatEnd",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.BigIntegerField()),
                ("recorded_at", models.BigIntegerField()),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="register.seat")),
            ],
        ),
        migrations.CreateModel(
            name="ListRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("source", models.TextField(default="unknown")),
                ("at", models.BigIntegerField()),
                ("recorded_at", models.BigIntegerField()),
                (
                    "address",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.address"
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="register.sender"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="family",
            name="sender",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="register.sender"),
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.BigIntegerField()),
                ("recorded_at", models.BigIntegerField()),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.party"
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="register.sender"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("ref", models.TextField(default="")),
                ("act", models.TextField()),
                ("k_mailbox", models.TextField(default="")),
                ("capacity", models.TextField(default="")),
                ("scope", models.TextField(default="")),
                ("word", models.TextField(default="")),
                ("of", models.BigIntegerField(default=0)),
                ("purposes", models.TextField(default="")),
                ("channels", models.TextField(default="")),
                ("measuring", models.TextField(default="")),
                ("consent_act", models.TextField(default="")),
                ("evidence", models.TextField(default="")),
                ("names", models.TextField(default="")),
                ("bundled", models.SmallIntegerField(default=-1)),
                ("informed", models.SmallIntegerField(default=-1)),
                ("conditional", models.SmallIntegerField(default=0)),
                ("listed", models.SmallIntegerField(default=0)),
                ("designation", models.TextField(default="")),
                ("subjects", models.TextField(default="")),
                ("route", models.TextField(default="")),
                ("at", models.BigIntegerField()),
                ("seen_at", models.BigIntegerField()),
                ("recorded_at", models.BigIntegerField()),
                (
                    "address",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.address",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="register.notice",
                    ),
                ),
                (
                    "by_party",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.party",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.sender",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Checkout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.BigIntegerField()),
                ("until", models.BigIntegerField(default=-4611686018427387904)),
                ("informed", models.SmallIntegerField()),
                ("refusal", models.TextField()),
                ("notice", models.TextField(default="")),
                ("recorded_at", models.BigIntegerField()),
                (
                    "sender",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="register.sender"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bounce",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("at", models.BigIntegerField()),
                ("recorded_at", models.BigIntegerField()),
                (
                    "address",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.address"
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="register.sender"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("purpose", models.TextField(default="")),
                ("declared_as", models.TextField(default="")),
                ("answers", models.TextField(default="")),
                ("at", models.BigIntegerField()),
                ("seen_at", models.BigIntegerField()),
                ("recorded_at", models.BigIntegerField()),
                (
                    "address",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.address"
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="register.sender"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Suppression",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("k_mailbox", models.TextField()),
                ("sender", models.TextField()),
                ("scope", models.TextField(default="all")),
                ("word", models.TextField(default="")),
                ("reason", models.TextField()),
                ("since_at", models.BigIntegerField()),
                ("seen_at", models.BigIntegerField(default=-4611686018427387904)),
                ("recorded_at", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["k_mailbox", "sender"], name="register_suppression_key")],
            },
        ),
        migrations.CreateModel(
            name="Takeover",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("whole", models.SmallIntegerField()),
                ("told", models.SmallIntegerField()),
                ("refusal", models.SmallIntegerField()),
                ("at", models.BigIntegerField()),
                ("recorded_at", models.BigIntegerField()),
                (
                    "from_sender",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.sender",
                    ),
                ),
                (
                    "to_sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.sender"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="purchase",
            index=models.Index(fields=["buyer", "sender"], name="register_purchase_buyer"),
        ),
        migrations.AddIndex(
            model_name="purchase",
            index=models.Index(
                condition=models.Q(("by_party__isnull", False)),
                fields=["by_party"],
                name="register_purchase_by",
            ),
        ),
        migrations.AddIndex(
            model_name="choice",
            index=models.Index(
                condition=models.Q(
                    ("act__in", ("objection", "complaint", "refusal", "list_no", "withdrawal"))
                ),
                fields=["k_mailbox", "sender"],
                name="register_no_mailbox",
            ),
        ),
        migrations.AddIndex(
            model_name="choice",
            index=models.Index(
                condition=models.Q(
                    ("act__in", ("objection", "complaint", "refusal", "list_no", "withdrawal")),
                    ("by_party__isnull", False),
                ),
                fields=["by_party", "sender"],
                name="register_no_person",
            ),
        ),
        migrations.AddIndex(
            model_name="choice",
            index=models.Index(
                condition=models.Q(("act", "confirmed")), fields=["of"], name="register_confirmed"
            ),
        ),
        migrations.AddIndex(
            model_name="choice",
            index=models.Index(
                condition=models.Q(("act", "request")), fields=["ref"], name="register_request"
            ),
        ),
        migrations.AddIndex(
            model_name="checkout",
            index=models.Index(fields=["sender", "since"], name="register_checkout_when"),
        ),
        migrations.AddIndex(
            model_name="sent",
            index=models.Index(
                condition=models.Q(("answers", ""), _negated=True),
                fields=["answers"],
                name="register_sent_answers",
            ),
        ),
        migrations.RunPython(triggers.guard, triggers.unguard),
    ]
