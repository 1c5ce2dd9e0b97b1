namespace Skylite.Workbench.Reports;

/// <summary>The large figures at the top: what the last model gained and lost against the first.</summary>
internal static class Headline
{
    public static Markup Render(ReportModel model)
    {
        if (model.Models.Count < 2 || model.IsSideBySide)
        {
            return Markup.Empty;
        }

        var before = model.Models[0];
        var after = model.Models[^1];
        var tiles = new List<Markup>();
        Add(
            tiles, before.FileBytes, after.FileBytes, ("smaller file", "larger file", "file of the same size"),
            Markup.Of($"{Figures.Bytes(before.FileBytes)} → {Figures.Bytes(after.FileBytes)}"));
        Add(
            tiles, before.Parameters, after.Parameters, ("fewer parameters", "more parameters", "as many parameters"),
            Markup.Of($"{Figures.Count(before.Parameters)} → {Figures.Count(after.Parameters)}"));
        Add(
            tiles, before.Macs, after.Macs, ("fewer MACs", "more MACs", "as many MACs"),
            Markup.Of($"{Figures.Count(before.Macs)} → {Figures.Count(after.Macs)}"));
        if (before.Latencies is [{ } slow, ..] && after.Latencies.FirstOrDefault(l => l.Threads == slow.Threads && l.Batch == slow.Batch) is { } fast)
        {
            Add(
                tiles, slow.Milliseconds, fast.Milliseconds, ("faster", "slower", "as fast"),
                Markup.Of(
                    $"{Figures.Significant(slow.Milliseconds)} → {Figures.Significant(fast.Milliseconds)} ms, "
                    + $"{slow.Threads} {(slow.Threads == 1 ? "thread" : "threads")}, batch {slow.Batch}"));
        }

        if (before.Key is { } old && after.Key is { } now)
        {
            var points = Math.Round(100 * (now.Mean - old.Mean), 2);
            tiles.Add(Markup.Of(
                $"<div class=\"tile\"><b>{Signed(points)}<small> points</small></b>"
                + $"<span>{model.Figure}</span><em>{100 * old.Mean:0.0} → {100 * now.Mean:0.0} %</em></div>"));
        }

        return Markup.Of($"<div class=\"tiles\" aria-label=\"{after.Name} against {before.Name}\" role=\"group\">{Markup.Join(tiles)}</div>");
    }

    /// <summary>A number with its sign as typographers set it.</summary>
    public static string Signed(double points) =>
        (points < 0 ? "−" : points > 0 ? "+" : "±") + Math.Abs(points).ToString("0.0#", System.Globalization.CultureInfo.InvariantCulture);

    private static void Add(List<Markup> tiles, double before, double after, (string Less, string More, string Same) words, Markup detail)
    {
        if (before > 0 && after > 0)
        {
            var (ratio, less) = before >= after ? (Figures.Ratio(before, after), words.Less) : (Figures.Ratio(after, before), words.More);
            var what = ratio == Figures.Ratio(1, 1) ? words.Same : less;
            tiles.Add(Markup.Of($"<div class=\"tile\"><b>{ratio}</b><span>{what}</span><em>{detail}</em></div>"));
        }
    }
}
