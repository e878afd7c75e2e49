"""What people said and what happened to them: the tables that are only ever added to."""

import django.db.models.deletion
from django.db import migrations, models

from datmag.register import triggers


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]

    operations = [
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
            index=models.Index(fields=["by_party", "sender"], name="register_choice_person"),
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
