"""Spans of coverage, statements, milestones, words on control, and who is bound in return."""

import datetime
import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import proxies.models.days
import proxies.models.slugs
from django.db import migrations, models


def keep_control(apps, schema_editor):
    """What was entered as the control mode of a link becomes a word on control without a day."""
    using = schema_editor.connection.alias
    links = apps.get_model("proxies", "Support").objects.using(using)
    spells = apps.get_model("proxies", "ControlSpell").objects.using(using)
    spells.bulk_create(
        spells.model(support=link, mode=link.control_mode, said_by="the record's editors")
        for link in links.exclude(control_mode="unknown")
    )


class Migration(migrations.Migration):

    dependencies = [
        ('proxies', '0011_sense'),
    ]

    operations = [
        migrations.CreateModel(
            name='ControlCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retracted', models.DateField(blank=True, help_text='The first day on which it no longer counts. Of what was entered in error, which counts on no day: the day it was taken out.', null=True, validators=[proxies.models.days.foreseeable])),
                ('entered_in_error', models.BooleanField(db_default=False, default=False, help_text='It was never true here, and counts on no day; else it was known to be wrong from a day on, and counts on the days before.')),
                ('retraction_reason', models.TextField(blank=True, help_text='Why; shown to readers.')),
                ('stance', models.CharField(choices=[('asserts', 'Asserts'), ('denies', 'Denies')], default='asserts', max_length=32)),
                ('credibility', models.PositiveSmallIntegerField(help_text='Admiralty 1 (confirmed) to 5 (improbable); 6 means it cannot be judged.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6)])),
                ('on_record', models.BooleanField(default=False, help_text='The bound party, or its signatory, speaks in its own name.')),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['spell', 'report__published', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('retracted__isnull', True), models.Q(('retraction_reason', ''), _negated=True), _connector='OR'), name='controlcitation_retracted_with_reason', violation_error_message='Say why it is retracted: the reason is shown to readers.'),
                    models.CheckConstraint(condition=models.Q(('entered_in_error', False), ('retracted__isnull', False), _connector='OR'), name='controlcitation_error_retracted', violation_error_message='What was entered in error is retracted: give the day.'),
                    models.CheckConstraint(condition=models.Q(('retracted__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('retracted__isnull', True), _connector='OR'), name='controlcitation_retraction_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
                    models.CheckConstraint(condition=models.Q(('credibility__range', (1, 6))), name='controlcitation_credibility_1_to_6'),
                    models.CheckConstraint(condition=models.Q(('stance__in', ['asserts', 'denies'])), name='controlcitation_stance_in_vocabulary'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ControlSpell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.CharField(choices=[('directed', 'Directed'), ('coordinated', 'Coordinated'), ('consulted', 'Consulted'), ('left free', 'Left free'), ('disputed', 'Disputed'), ('unknown', 'Unknown')], max_length=32)),
                ('start', models.DateField(blank=True, help_text='When it was said, or began; empty: not known.', null=True, validators=[proxies.models.days.foreseeable])),
                ('start_precision', models.CharField(choices=[('day', 'Day'), ('week', 'Week'), ('month', 'Month'), ('year', 'Year')], default='day', max_length=32, verbose_name='start is known to the')),
                ('end', models.DateField(blank=True, help_text='The first day on which it was over or another word took over.', null=True, validators=[proxies.models.days.foreseeable])),
                ('end_precision', models.CharField(choices=[('day', 'Day'), ('week', 'Week'), ('month', 'Month'), ('year', 'Year')], default='day', max_length=32, verbose_name='end is known to the')),
                ('said_by', models.CharField(blank=True, help_text='Whose word it is.', max_length=300)),
            ],
            options={
                'verbose_name': 'word on control',
                'verbose_name_plural': 'words on control',
                'ordering': ['support', 'start', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('mode__in', ['directed', 'coordinated', 'consulted', 'left free', 'disputed', 'unknown'])), name='controlspell_mode_in_vocabulary', violation_error_message='Choose one of: directed, coordinated, consulted, left free, disputed, unknown.'),
                    models.CheckConstraint(condition=models.Q(('start_precision__in', ['day', 'week', 'month', 'year'])), name='controlspell_start_precision_in_vocabulary', violation_error_message='Choose one of: day, week, month, year.'),
                    models.CheckConstraint(condition=models.Q(('end_precision__in', ['day', 'week', 'month', 'year'])), name='controlspell_end_precision_in_vocabulary', violation_error_message='Choose one of: day, week, month, year.'),
                    models.CheckConstraint(condition=models.Q(('end__gte', models.F('start')), ('start__isnull', True), ('end__isnull', True), _connector='OR'), name='controlspell_start_before_end', violation_error_message='“End” must not be before “start”; correct one of the two or leave it empty.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('start__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('start__isnull', True), _connector='OR'), models.Q(('end__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('end__isnull', True), _connector='OR')), name='controlspell_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CoverageSpan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField(help_text='The first day that was searched.', validators=[proxies.models.days.happened])),
                ('end', models.DateField(help_text='The last day that was searched. Days in no span read “not covered”.', validators=[proxies.models.days.happened])),
                ('depth', models.CharField(choices=[('thorough', 'Thorough'), ('thin', 'Thin')], help_text='Thorough: the turning points found in public pages are recorded, not every attack. Thin: few pages could be read.', max_length=32)),
            ],
            options={
                'ordering': ['front', 'start'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('depth__in', ['thorough', 'thin'])), name='coveragespan_depth_in_vocabulary', violation_error_message='Choose one of: thorough, thin.'),
                    models.CheckConstraint(condition=models.Q(('end__gte', models.F('start')), ('start__isnull', True), ('end__isnull', True), _connector='OR'), name='coveragespan_start_before_end', violation_error_message='“End” must not be before “start”; correct one of the two or leave it empty.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('start__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('start__isnull', True), _connector='OR'), models.Q(('end__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('end__isnull', True), _connector='OR')), name='coveragespan_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'Review'), ('published', 'Published'), ('merged', 'Merged'), ('discounted', 'Discounted')], default='draft', help_text='Only published records show on the site.', max_length=32)),
                ('discount_reason', models.TextField(blank=True, help_text='Why an editor discounted or withdrew this record; shown to readers.')),
                ('withdrawn', models.DateField(blank=True, help_text='Of a discounted or merged record: the first day on which it no longer counts. Of one entered in error, which counts on no day: the day it was taken out.', null=True, validators=[proxies.models.days.foreseeable])),
                ('entered_in_error', models.BooleanField(db_default=False, default=False, help_text='It was never true here, and counts on no day; else it was known to be wrong from a day on, and counts on the days before.')),
                ('permanent_id', proxies.models.slugs.PermanentId(default='', editable=False, max_length=120)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('date', models.DateField(validators=[proxies.models.days.happened])),
                ('end', models.DateField(blank=True, help_text='The last day, where it is more than one.', null=True, validators=[proxies.models.days.happened])),
                ('precision', models.CharField(choices=[('day', 'Day'), ('week', 'Week'), ('month', 'Month'), ('year', 'Year')], default='day', max_length=32)),
                ('title', models.CharField(help_text='A few words, for a mark on a chart.', max_length=60)),
                ('killed_low', models.PositiveIntegerField(blank=True, null=True, verbose_name='killed, low')),
                ('killed_best', models.PositiveIntegerField(blank=True, null=True, verbose_name='killed, best')),
                ('killed_high', models.PositiveIntegerField(blank=True, null=True, verbose_name='killed, high')),
                ('summary', models.TextField()),
                ('note', models.TextField(blank=True, help_text='What is uncertain, and why.')),
            ],
            options={
                'ordering': ['-date', 'slug'],
                'permissions': [('publish_milestone', 'Can publish and withdraw milestones')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published', 'merged', 'discounted'])), name='milestone_state_in_vocabulary'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'discounted'), _negated=True), models.Q(('discount_reason', ''), _negated=True), _connector='OR'), name='milestone_discounted_with_reason', violation_error_message='A discounted record needs a reason: say in “Discount reason” why it no longer counts.'),
                    models.CheckConstraint(condition=models.Q(('withdrawn__isnull', False), models.Q(('state__in', ['discounted', 'merged']), _negated=True), _connector='OR'), name='milestone_withdrawn_on_a_day', violation_error_message='Give the day from which it no longer counts.'),
                    models.CheckConstraint(condition=models.Q(('entered_in_error', False), ('state__in', ['discounted', 'merged']), _connector='OR'), name='milestone_error_taken_out', violation_error_message='What was entered in error is discounted or merged.'),
                    models.CheckConstraint(condition=models.Q(('withdrawn__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('withdrawn__isnull', True), _connector='OR'), name='milestone_withdrawal_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
                    models.CheckConstraint(condition=models.Q(('precision__in', ['day', 'week', 'month', 'year'])), name='milestone_precision_in_vocabulary', violation_error_message='Choose one of: day, week, month, year.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('killed_low__lte', models.F('killed_best')), ('killed_low__isnull', True), ('killed_best__isnull', True), _connector='OR'), models.Q(('killed_best__lte', models.F('killed_high')), ('killed_best__isnull', True), ('killed_high__isnull', True), _connector='OR'), models.Q(('killed_low__lte', models.F('killed_high')), ('killed_low__isnull', True), ('killed_high__isnull', True), _connector='OR')), name='milestone_killed_in_order', violation_error_message='Killed: low must not exceed best, nor best exceed high. Leave a figure empty where it is not established.'),
                    models.CheckConstraint(condition=models.Q(('end__gte', models.F('date')), ('date__isnull', True), ('end__isnull', True), _connector='OR'), name='milestone_date_before_end', violation_error_message='“End” must not be before “date”; correct one of the two or leave it empty.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('date__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('date__isnull', True), _connector='OR'), models.Q(('end__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('end__isnull', True), _connector='OR')), name='milestone_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MilestoneCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retracted', models.DateField(blank=True, help_text='The first day on which it no longer counts. Of what was entered in error, which counts on no day: the day it was taken out.', null=True, validators=[proxies.models.days.foreseeable])),
                ('entered_in_error', models.BooleanField(db_default=False, default=False, help_text='It was never true here, and counts on no day; else it was known to be wrong from a day on, and counts on the days before.')),
                ('retraction_reason', models.TextField(blank=True, help_text='Why; shown to readers.')),
                ('stance', models.CharField(choices=[('asserts', 'Asserts'), ('denies', 'Denies')], default='asserts', max_length=32)),
                ('credibility', models.PositiveSmallIntegerField(help_text='Admiralty 1 (confirmed) to 5 (improbable); 6 means it cannot be judged.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6)])),
                ('on_record', models.BooleanField(default=False, help_text='The bound party, or its signatory, speaks in its own name.')),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['milestone', 'report__published', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('retracted__isnull', True), models.Q(('retraction_reason', ''), _negated=True), _connector='OR'), name='milestonecitation_retracted_with_reason', violation_error_message='Say why it is retracted: the reason is shown to readers.'),
                    models.CheckConstraint(condition=models.Q(('entered_in_error', False), ('retracted__isnull', False), _connector='OR'), name='milestonecitation_error_retracted', violation_error_message='What was entered in error is retracted: give the day.'),
                    models.CheckConstraint(condition=models.Q(('retracted__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('retracted__isnull', True), _connector='OR'), name='milestonecitation_retraction_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
                    models.CheckConstraint(condition=models.Q(('credibility__range', (1, 6))), name='milestonecitation_credibility_1_to_6'),
                    models.CheckConstraint(condition=models.Q(('stance__in', ['asserts', 'denies'])), name='milestonecitation_stance_in_vocabulary'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PledgeRepeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(validators=[proxies.models.days.happened])),
            ],
            options={
                'ordering': ['pledge', 'day'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('day__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('day__isnull', True), _connector='OR'), name='pledgerepeat_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'Review'), ('published', 'Published'), ('merged', 'Merged'), ('discounted', 'Discounted')], default='draft', help_text='Only published records show on the site.', max_length=32)),
                ('discount_reason', models.TextField(blank=True, help_text='Why an editor discounted or withdrew this record; shown to readers.')),
                ('withdrawn', models.DateField(blank=True, help_text='Of a discounted or merged record: the first day on which it no longer counts. Of one entered in error, which counts on no day: the day it was taken out.', null=True, validators=[proxies.models.days.foreseeable])),
                ('entered_in_error', models.BooleanField(db_default=False, default=False, help_text='It was never true here, and counts on no day; else it was known to be wrong from a day on, and counts on the days before.')),
                ('permanent_id', proxies.models.slugs.PermanentId(default='', editable=False, max_length=120)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('denial', 'Denial'), ('acknowledgement', 'Acknowledgement'), ('demand', 'Demand'), ('accusation', 'Accusation'), ('explanation', 'Explanation'), ('condition', 'Condition'), ('assessment-by-official', 'Assessment by an official'), ('count', 'Count')], max_length=32)),
                ('date', models.DateField(validators=[proxies.models.days.happened])),
                ('precision', models.CharField(choices=[('day', 'Day'), ('week', 'Week'), ('month', 'Month'), ('year', 'Year')], default='day', max_length=32)),
                ('speaker', models.CharField(blank=True, help_text="The office that spoke, not the person's name.", max_length=200)),
                ('disclosure', models.CharField(blank=True, choices=[('named', 'Named'), ('role-only', 'Role only'), ('unnamed', 'Unnamed')], default='', max_length=32)),
                ('figure', models.PositiveIntegerField(blank=True, null=True, verbose_name='figure')),
                ('unit', models.CharField(blank=True, help_text="What is counted, in its maker's own words.", max_length=120)),
                ('since', models.DateField(blank=True, help_text='The first day that a count covers.', null=True, validators=[proxies.models.days.happened])),
                ('until', models.DateField(blank=True, help_text="The last day that a count covers; empty: up to the statement's day.", null=True, validators=[proxies.models.days.happened])),
                ('summary', models.TextField()),
                ('note', models.TextField(blank=True, help_text='What is uncertain, and why.')),
            ],
            options={
                'ordering': ['-date', 'slug'],
                'permissions': [('publish_statement', 'Can publish and withdraw statements')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published', 'merged', 'discounted'])), name='statement_state_in_vocabulary'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'discounted'), _negated=True), models.Q(('discount_reason', ''), _negated=True), _connector='OR'), name='statement_discounted_with_reason', violation_error_message='A discounted record needs a reason: say in “Discount reason” why it no longer counts.'),
                    models.CheckConstraint(condition=models.Q(('withdrawn__isnull', False), models.Q(('state__in', ['discounted', 'merged']), _negated=True), _connector='OR'), name='statement_withdrawn_on_a_day', violation_error_message='Give the day from which it no longer counts.'),
                    models.CheckConstraint(condition=models.Q(('entered_in_error', False), ('state__in', ['discounted', 'merged']), _connector='OR'), name='statement_error_taken_out', violation_error_message='What was entered in error is discounted or merged.'),
                    models.CheckConstraint(condition=models.Q(('withdrawn__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('withdrawn__isnull', True), _connector='OR'), name='statement_withdrawal_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['denial', 'acknowledgement', 'demand', 'accusation', 'explanation', 'condition', 'assessment-by-official', 'count'])), name='statement_kind_in_vocabulary', violation_error_message='Choose one of: denial, acknowledgement, demand, accusation, explanation, condition, assessment-by-official, count.'),
                    models.CheckConstraint(condition=models.Q(('precision__in', ['day', 'week', 'month', 'year'])), name='statement_precision_in_vocabulary', violation_error_message='Choose one of: day, week, month, year.'),
                    models.CheckConstraint(condition=models.Q(('disclosure__in', ['named', 'role-only', 'unnamed', ''])), name='statement_disclosure_in_vocabulary', violation_error_message='Choose one of: named, role-only, unnamed.'),
                    models.CheckConstraint(condition=models.Q(('until__gte', models.F('since')), ('since__isnull', True), ('until__isnull', True), _connector='OR'), name='statement_since_before_until', violation_error_message='“Until” must not be before “since”; correct one of the two or leave it empty.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('date__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('date__isnull', True), _connector='OR'), models.Q(('since__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('since__isnull', True), _connector='OR'), models.Q(('until__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('until__isnull', True), _connector='OR')), name='statement_days_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'count'), _negated=True), models.Q(('figure__isnull', False), models.Q(('unit', ''), _negated=True)), _connector='OR'), name='statement_count_with_figure', violation_error_message='A count needs its figure and what is counted: fill “Figure” and “Unit”, or choose another kind.'),
                    models.CheckConstraint(condition=models.Q(('kind', 'count'), models.Q(('figure__isnull', True), ('since__isnull', True), ('unit', ''), ('until__isnull', True)), _connector='OR'), name='statement_figure_only_of_count', violation_error_message='Only a count has a figure, a unit and days it covers: choose the kind “count”, or leave them empty.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StatementCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retracted', models.DateField(blank=True, help_text='The first day on which it no longer counts. Of what was entered in error, which counts on no day: the day it was taken out.', null=True, validators=[proxies.models.days.foreseeable])),
                ('entered_in_error', models.BooleanField(db_default=False, default=False, help_text='It was never true here, and counts on no day; else it was known to be wrong from a day on, and counts on the days before.')),
                ('retraction_reason', models.TextField(blank=True, help_text='Why; shown to readers.')),
                ('stance', models.CharField(choices=[('asserts', 'Asserts'), ('denies', 'Denies')], default='asserts', max_length=32)),
                ('credibility', models.PositiveSmallIntegerField(help_text='Admiralty 1 (confirmed) to 5 (improbable); 6 means it cannot be judged.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6)])),
                ('on_record', models.BooleanField(default=False, help_text='The bound party, or its signatory, speaks in its own name.')),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['statement', 'report__published', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('retracted__isnull', True), models.Q(('retraction_reason', ''), _negated=True), _connector='OR'), name='statementcitation_retracted_with_reason', violation_error_message='Say why it is retracted: the reason is shown to readers.'),
                    models.CheckConstraint(condition=models.Q(('entered_in_error', False), ('retracted__isnull', False), _connector='OR'), name='statementcitation_error_retracted', violation_error_message='What was entered in error is retracted: give the day.'),
                    models.CheckConstraint(condition=models.Q(('retracted__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), ('retracted__isnull', True), _connector='OR'), name='statementcitation_retraction_in_reach', violation_error_message='Give days from 1900-01-01 to 2100-12-31.'),
                    models.CheckConstraint(condition=models.Q(('credibility__range', (1, 6))), name='statementcitation_credibility_1_to_6'),
                    models.CheckConstraint(condition=models.Q(('stance__in', ['asserts', 'denies'])), name='statementcitation_stance_in_vocabulary'),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name='assessment',
            name='assessment_label_in_vocabulary',
        ),
        migrations.RemoveConstraint(
            model_name='source',
            name='source_kind_in_vocabulary',
        ),
        migrations.RemoveConstraint(
            model_name='support',
            name='support_control_mode_in_vocabulary',
        ),
        migrations.AddField(
            model_name='dataset',
            name='undated_from',
            field=models.DateField(blank=True, help_text='The day of the first release that held reports without a day: they count in full from then on. Empty: the day this version came out.', null=True, verbose_name='undated reports count from'),
        ),
        migrations.AddField(
            model_name='pledge',
            name='other_side',
            field=models.ManyToManyField(blank=True, help_text='Of a ceasefire or an extension: those of “toward” that are bound in return.', related_name='pledges_as_other_side', to='proxies.actor'),
        ),
        migrations.AddField(
            model_name='support',
            name='end_precision',
            field=models.CharField(choices=[('day', 'Day'), ('week', 'Week'), ('month', 'Month'), ('year', 'Year')], default='day', max_length=32, verbose_name='end is known to the'),
        ),
        migrations.AddField(
            model_name='support',
            name='start_precision',
            field=models.CharField(choices=[('day', 'Day'), ('week', 'Week'), ('month', 'Month'), ('year', 'Year')], default='day', max_length=32, verbose_name='start is known to the'),
        ),
        migrations.AlterField(
            model_name='assessment',
            name='label',
            field=models.CharField(choices=[('closed', 'Closed'), ('halt-broken', 'Halt broken'), ('halt-one-sided', 'Halt broken by one side'), ('halt-strained', 'Halt strained'), ('halt-reported', 'Halt reported'), ('halt-holding', 'Halt holding'), ('halt-untested', 'Halt untested'), ('rising', 'Rising'), ('falling', 'Falling'), ('quiet', 'Quiet'), ('steady', 'Steady'), ('active', 'Active'), ('none-recorded', 'None recorded'), ('no-data', 'No data')], max_length=32),
        ),
        migrations.AlterField(
            model_name='frontclosure',
            name='end',
            field=models.DateField(blank=True, help_text='The first day on which it was open again.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='source',
            name='kind',
            field=models.CharField(choices=[('agency', 'Agency'), ('broadcaster', 'Broadcaster'), ('newspaper', 'Newspaper'), ('magazine', 'Magazine'), ('news site', 'News site'), ('party media', 'Party media'), ('trade press', 'Trade press'), ('think-tank', 'Think tank'), ('monitor', 'Monitor'), ('government', 'Government'), ('official', 'Official body'), ('military', 'Military'), ('dataset', 'Dataset'), ('digest', 'Digest'), ('aggregator', 'Aggregator'), ('encyclopedia', 'Encyclopedia')], max_length=32),
        ),
        migrations.AlterField(
            model_name='support',
            name='end',
            field=models.DateField(blank=True, help_text='Its last day; of a month or year the last one.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AlterField(
            model_name='support',
            name='start',
            field=models.DateField(blank=True, help_text='Of a month or year the first day.', null=True, validators=[proxies.models.days.foreseeable]),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('label__in', ['closed', 'halt-broken', 'halt-one-sided', 'halt-strained', 'halt-reported', 'halt-holding', 'halt-untested', 'rising', 'falling', 'quiet', 'steady', 'active', 'none-recorded', 'no-data'])), name='assessment_label_in_vocabulary', violation_error_message='Choose one of: closed, halt-broken, halt-one-sided, halt-strained, halt-reported, halt-holding, halt-untested, rising, falling, quiet, steady, active, none-recorded, no-data.'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['agency', 'broadcaster', 'newspaper', 'magazine', 'news site', 'party media', 'trade press', 'think-tank', 'monitor', 'government', 'official', 'military', 'dataset', 'digest', 'aggregator', 'encyclopedia'])), name='source_kind_in_vocabulary', violation_error_message='Choose one of: agency, broadcaster, newspaper, magazine, news site, party media, trade press, think-tank, monitor, government, official, military, dataset, digest, aggregator, encyclopedia.'),
        ),
        migrations.AddConstraint(
            model_name='support',
            constraint=models.CheckConstraint(condition=models.Q(('start_precision__in', ['day', 'week', 'month', 'year'])), name='support_start_precision_in_vocabulary', violation_error_message='Choose one of: day, week, month, year.'),
        ),
        migrations.AddConstraint(
            model_name='support',
            constraint=models.CheckConstraint(condition=models.Q(('end_precision__in', ['day', 'week', 'month', 'year'])), name='support_end_precision_in_vocabulary', violation_error_message='Choose one of: day, week, month, year.'),
        ),
        migrations.AddField(
            model_name='controlcitation',
            name='origin',
            field=models.ForeignKey(blank=True, help_text="The source whose reporting is repeated; the report's own source where it was checked to be first-hand; empty where not established.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proxies.source'),
        ),
        migrations.AddField(
            model_name='controlcitation',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='proxies.report'),
        ),
        migrations.AddField(
            model_name='controlspell',
            name='front',
            field=models.ForeignKey(blank=True, help_text='The front it speaks of; empty for none in particular.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='proxies.front'),
        ),
        migrations.AddField(
            model_name='controlspell',
            name='support',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='control', to='proxies.support'),
        ),
        migrations.AddField(
            model_name='controlcitation',
            name='spell',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='proxies.controlspell'),
        ),
        migrations.AddField(
            model_name='coveragespan',
            name='dataset',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spans', to='proxies.dataset'),
        ),
        migrations.AddField(
            model_name='coveragespan',
            name='front',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spans', to='proxies.front'),
        ),
        migrations.AddField(
            model_name='milestone',
            name='fronts',
            field=models.ManyToManyField(blank=True, help_text='The fronts whose charts mark it.', related_name='milestones', to='proxies.front'),
        ),
        migrations.AddField(
            model_name='milestonecitation',
            name='milestone',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='proxies.milestone'),
        ),
        migrations.AddField(
            model_name='milestonecitation',
            name='origin',
            field=models.ForeignKey(blank=True, help_text="The source whose reporting is repeated; the report's own source where it was checked to be first-hand; empty where not established.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proxies.source'),
        ),
        migrations.AddField(
            model_name='milestonecitation',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='proxies.report'),
        ),
        migrations.AddField(
            model_name='pledgerepeat',
            name='pledge',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='repeated', to='proxies.pledge'),
        ),
        migrations.AddField(
            model_name='pledgerepeat',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proxies.report'),
        ),
        migrations.AddField(
            model_name='statement',
            name='about_actors',
            field=models.ManyToManyField(blank=True, related_name='statements_about', to='proxies.actor'),
        ),
        migrations.AddField(
            model_name='statement',
            name='about_events',
            field=models.ManyToManyField(blank=True, related_name='statements', to='proxies.attackevent'),
        ),
        migrations.AddField(
            model_name='statement',
            name='about_pledges',
            field=models.ManyToManyField(blank=True, related_name='statements', to='proxies.pledge'),
        ),
        migrations.AddField(
            model_name='statement',
            name='about_statements',
            field=models.ManyToManyField(blank=True, related_name='answers', to='proxies.statement'),
        ),
        migrations.AddField(
            model_name='statement',
            name='by',
            field=models.ForeignKey(blank=True, help_text='The actor in whose name it was said; empty for somebody who is no actor here.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='proxies.actor'),
        ),
        migrations.AddField(
            model_name='statement',
            name='fronts',
            field=models.ManyToManyField(blank=True, related_name='statements', to='proxies.front'),
        ),
        migrations.AddField(
            model_name='statementcitation',
            name='origin',
            field=models.ForeignKey(blank=True, help_text="The source whose reporting is repeated; the report's own source where it was checked to be first-hand; empty where not established.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proxies.source'),
        ),
        migrations.AddField(
            model_name='statementcitation',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='proxies.report'),
        ),
        migrations.AddField(
            model_name='statementcitation',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='proxies.statement'),
        ),
        migrations.AddConstraint(
            model_name='controlcitation',
            constraint=models.UniqueConstraint(fields=('spell', 'report', 'stance'), name='controlcitation_once_per_report', violation_error_message='This report is already cited here with this stance.'),
        ),
        migrations.AddConstraint(
            model_name='coveragespan',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('dataset'), models.F('dataset'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('front'), models.F('front'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('start'), models.F('end'), models.Value('[]'), function='daterange'), '&&')], name='coveragespan_no_overlap', violation_error_message='Two spans of this dataset on this front overlap. Let one end before the other starts.'),
        ),
        migrations.AddConstraint(
            model_name='milestonecitation',
            constraint=models.UniqueConstraint(fields=('milestone', 'report', 'stance'), name='milestonecitation_once_per_report', violation_error_message='This report is already cited here with this stance.'),
        ),
        migrations.AddConstraint(
            model_name='pledgerepeat',
            constraint=models.UniqueConstraint(fields=('pledge', 'day'), name='pledgerepeat_once_a_day', violation_error_message='This day is already recorded.'),
        ),
        migrations.AddConstraint(
            model_name='statementcitation',
            constraint=models.UniqueConstraint(fields=('statement', 'report', 'stance'), name='statementcitation_once_per_report', violation_error_message='This report is already cited here with this stance.'),
        ),
        migrations.AlterField(
            model_name='attackevent',
            name='first_day',
            field=models.DateField(help_text='The local day at the place. The event is counted once, on this day.', validators=[proxies.models.days.happened]),
        ),
        migrations.AlterField(
            model_name='attackevent',
            name='last_day',
            field=models.DateField(help_text='The same day for most events.', validators=[proxies.models.days.happened]),
        ),
    
        migrations.RunPython(keep_control, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='support',
            name='control_mode',
        ),
    ]
