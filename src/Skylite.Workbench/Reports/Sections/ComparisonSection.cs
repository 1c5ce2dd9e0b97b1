namespace Skylite.Workbench.Reports.Sections;

/// <summary>Size, speed and quality of every model, one column each, against the first.</summary>
internal sealed class ComparisonSection : IReportSection
{
    public string Id => "comparison";

    public string Title => "Before and after";

    public string TitleFor(ReportModel model) => model.IsSideBySide ? "Side by side" : model.Models.Count > 1 ? Title : "Size and quality";

    public Markup? Render(ReportModel model)
    {
        if (model.Models.Count == 0)
        {
            return null;
        }

        var models = model.Models;
        var rows = new List<Markup>
        {
            Group("Size", models.Count),
            Row("Parameters", models, (m, _) => Markup.Of($"{m.Parameters:N0}")),
            Row("Parameters ratio", models, (m, first) => Figures.Ratio(first.Parameters, m.Parameters), derived: true),
            Row("MACs per image", models, (m, _) => Figures.Count(m.Macs)),
            Row("MACs ratio", models, (m, first) => Figures.Ratio(first.Macs, m.Macs), derived: true),
            Row("File", models, (m, _) => Figures.Bytes(m.FileBytes)),
            Row("File ratio", models, (m, first) => Figures.Ratio(first.FileBytes, m.FileBytes), derived: true),
        };
        rows.AddRange(Speed(models));
        rows.AddRange(Quality(models));

        var heads = Markup.Join(models.Select((m, i) => Head(m, isFirst: i == 0 && models.Count > 1 && !model.IsSideBySide)));
        var seeds = models.SelectMany(m => m.Quality).Max(q => q.Score?.Seeds) ?? 1;
        var ratios = models.Count > 1
            ? "Ratios are those of the first model to the column's model: parameters ratio = parameters before ÷ after and so on, "
                + "speed-up = time before ÷ after. "
            : string.Empty;
        var times = models.Any(m => m.Latencies.Count > 0) ? " Times are medians in ONNX Runtime." : string.Empty;
        var spread = seeds > 1 ? $" Quality is mean ± standard deviation over {seeds} seeds; sizes and times are the first one's." : string.Empty;
        return Markup.Of($"""
            <div class="scroll"><table class="comparison">
            <caption>{ratios}One multiply-add counts 1.{times}{spread}</caption>
            <thead><tr><th scope="col"><span class="hidden">Figure</span></th>{heads}</tr></thead>
            <tbody>{Markup.Join(rows)}</tbody>
            </table></div>
            """);
    }

    private static Markup Head(ModelRow model, bool isFirst)
    {
        var tag = isFirst ? Markup.Of($" <small class=\"tag\">before</small>") : Markup.Empty;
        var note = model.Note is null ? Markup.Empty : Markup.Of($"<small class=\"note\">{model.Note}</small>");
        return Markup.Of($"<th scope=\"col\">{model.Name}{tag}{note}</th>");
    }

    private static IEnumerable<Markup> Speed(IReadOnlyList<ModelRow> models)
    {
        var settings = models.SelectMany(m => m.Latencies).Select(l => (l.Threads, l.Batch)).Distinct().Order().ToList();
        if (settings.Count > 0)
        {
            yield return Group("Speed in ONNX Runtime", models.Count);
        }

        foreach ((var threads, var batch) in settings)
        {
            LatencyRow? At(ModelRow m) => m.Latencies.FirstOrDefault(l => l.Threads == threads && l.Batch == batch);
            var label = $"{threads} {(threads == 1 ? "thread" : "threads")}, batch {batch}";
            yield return Row(
                label,
                models,
                (m, _) => At(m) is { } l
                    ? Markup.Of(
                        $"{Figures.Significant(l.Milliseconds)} <small>ms</small> "
                        + $"<span class=\"rate\">{Figures.Significant(l.ImagesPerSecond)} <small>images/s</small></span>")
                    : Figures.Missing);
            yield return Row("Speed-up", models, (m, first) => Figures.Ratio(At(first)?.Milliseconds ?? 0, At(m)?.Milliseconds ?? 0), derived: true);
        }
    }

    private static IEnumerable<Markup> Quality(IReadOnlyList<ModelRow> models)
    {
        if (models.All(m => m.Quality.All(q => q.Score is null)))
        {
            yield break;
        }

        yield return Group("Quality on the test split", models.Count);
        foreach (var name in models.SelectMany(m => m.Quality).Select(q => q.Name).Distinct())
        {
            QualityRow? Of(ModelRow m) => m.Quality.FirstOrDefault(q => q.Name == name);
            yield return Row(
                Figures.Sentence(name), models, (m, _) => Of(m) is { IsShare: false } number ? Figures.Plain(number.Score) : Figures.Percent(Of(m)?.Score));
            if (models[0].Quality is [var first, ..] && name == first.Name)
            {
                yield return Row("Change in points", models, Change, derived: true);
            }
        }
    }

    private static Markup Change(ModelRow model, ModelRow first) =>
        model.Key is { } now && first.Key is { } old
            ? Markup.Of($"{Headline.Signed(Math.Round(100 * (now.Mean - old.Mean), 2))}")
            : Figures.Missing;

    private static Markup Group(string name, int columns) =>
        Markup.Of($"<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{columns + 1}\">{name}</th></tr>");

    private static Markup Row(string name, IReadOnlyList<ModelRow> models, Func<ModelRow, ModelRow, Markup> cell, bool derived = false)
    {
        if (derived && models.Count < 2)
        {
            return Markup.Empty;
        }

        var cells = Markup.Join(models.Select((m, i) => derived && i == 0 ? new Markup("<td></td>") : Markup.Of($"<td>{cell(m, models[0])}</td>")));
        return Markup.Of($"<tr{(derived ? new Markup(" class=\"derived\"") : Markup.Empty)}><th scope=\"row\">{name}</th>{cells}</tr>");
    }
}
