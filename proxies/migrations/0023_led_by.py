"""The links that led to an item through a redirect, by which it is known without asking again."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("proxies", "0022_oldest")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="led_by",
            field=ArrayField(
                models.CharField(max_length=600),
                blank=True,
                default=list,
                editable=False,
                help_text="Keys of links that led to its address through a redirect.",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=GinIndex(fields=["led_by"], name="item_led_by", fastupdate=False),
        ),
    ]
