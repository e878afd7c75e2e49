# The tables of the register, and the database's guards over them.

import django.db.models.deletion
from django.db import migrations, models


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
    ]
