using System.Globalization;

namespace Skylite.Workbench.Reports.Sections;

/// <summary>A heat map per model of what was taken for what.</summary>
internal sealed class ConfusionSection : IReportSection
{
    public string Id => "confusion";

    public string Title => "Confusion matrices";

    public Markup? Render(ReportModel model) => model.Confusions.Count == 0
        ? null
        : Markup.Of($"<p class=\"lead\">Rows are true classes, columns what the model said. Blue marks right answers, orange wrong ones; "
            + $"the deeper, the larger the share of the row.</p><div class=\"matrices\">{Markup.Join(model.Confusions.Select(Table))}</div>");

    private static Markup Table(ConfusionTable table)
    {
        var heads = Markup.Join(table.Classes.Select(c => Markup.Of($"<th scope=\"col\"><span>{c}</span></th>")));
        var rows = Markup.Join(table.Classes.Select((name, i) => Row(name, table.Counts[i], i)));
        var right = table.Classes.Select((_, i) => table.Counts[i][i]).Sum();
        var all = table.Counts.Sum(r => r.Sum());
        var dense = table.Classes.Count > 14 ? " dense" : string.Empty;
        return Markup.Of($"""
            <div class="scroll"><table class="confusion{dense}">
            <caption><b>{table.Model}</b> {right:N0} of {all:N0} right</caption>
            <thead><tr><td></td>{heads}<th scope="col"><span>recall</span></th></tr></thead>
            <tbody>{rows}</tbody>
            </table></div>
            """);
    }

    private static Markup Row(string name, IReadOnlyList<long> counts, int index)
    {
        var total = counts.Sum();
        var cells = Markup.Join(counts.Select((count, column) =>
        {
            var share = total == 0 ? 0 : (double)count / total;
            // the square root lets rare confusions be seen
            var depth = (100 * Math.Sqrt(share)).ToString("0", CultureInfo.InvariantCulture);
            var kind = count == 0 ? "none" : column == index ? "right" : "wrong";
            return Markup.Of($"<td class=\"{kind}{(share > 0.45 ? " deep" : string.Empty)}\" style=\"--depth:{depth}%\">{count}</td>");
        }));
        var recall = total == 0 ? Figures.Missing : Markup.Of($"{100.0 * counts[index] / total:0.0} %");
        return Markup.Of($"<tr><th scope=\"row\">{name}</th>{cells}<td class=\"recall\">{recall}</td></tr>");
    }
}
