
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('decisions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('in_force_from', models.DateField(blank=True, null=True)),
                ('in_force_to', models.DateField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.decision')),
            ],
            options={
                'ordering': ['document', 'number'],
            },
        ),
        migrations.CreateModel(
            name='EditionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('text', models.TextField(blank=True)),
                ('text_state', models.CharField(choices=[('text_waiting', 'text_waiting'), ('text_read', 'text_read'), ('text_cut', 'text_cut'), ('text_missing', 'text_missing'), ('text_encrypted', 'text_encrypted'), ('text_broken', 'text_broken'), ('text_too_long', 'text_too_long')], default="text_waiting", max_length=20)),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='file', to='documents.edition')),
            ],
        ),
        migrations.CreateModel(
            name='SteeringDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.CharField(max_length=80)),
                ('code', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=300)),
                ('title_en', models.CharField(blank=True, max_length=300)),
                ('kind', models.CharField(choices=[('budget_book', 'budget_book'), ('programme', 'programme'), ('strategy', 'strategy'), ('plan', 'plan'), ('action_plan', 'action_plan'), ('policy', 'policy'), ('guideline', 'guideline'), ('rules_of_procedure', 'rules_of_procedure'), ('owner_directive', 'owner_directive'), ('tariff', 'tariff'), ('other', 'other')], max_length=30)),
                ('owner_body', models.CharField(blank=True, max_length=20)),
                ('owner_title', models.CharField(blank=True, max_length=120)),
                ('summary', models.TextField(blank=True)),
                ('review_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('is_example', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='replaces', to='documents.steeringdocument')),
            ],
        ),
        migrations.AddField(
            model_name='edition',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='documents.steeringdocument'),
        ),
        migrations.AddConstraint(
            model_name='steeringdocument',
            constraint=models.UniqueConstraint(fields=('organisation', 'code'), name='document_code_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='steeringdocument',
            constraint=models.CheckConstraint(condition=models.Q(('replaced_by__isnull', True), models.Q(('replaced_by', models.F('id')), _negated=True), _connector='OR'), name='document_does_not_replace_itself'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('document', 'number'), name='edition_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('decision__isnull', True), ('in_force_from__isnull', False), _connector='OR'), name='adopted_edition_has_a_first_day'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('in_force_from__isnull', True), ('in_force_to__isnull', True), ('in_force_to__gte', models.F('in_force_from')), _connector='OR'), name='edition_ends_after_it_begins'),
        ),
    ]
