namespace Skylite.Workbench.Reports.Sections;

/// <summary>F1 and intersection over union of every class and model.</summary>
internal sealed class ClassSection : IReportSection
{
    public string Id => "classes";

    public string Title => "Classes";

    public Markup? Render(ReportModel model)
    {
        if (model.Classes.Count == 0)
        {
            return null;
        }

        var heads = Markup.Join(model.Classes.Select(t => Markup.Of($"<th scope=\"col\">{t.Model}, F1</th><th scope=\"col\">{t.Model}, IoU</th>")));
        Markup Cells(int c) =>
            Markup.Join(model.Classes.Select(t => t.Figures[c]).Select(f => Markup.Of(
                $"<td>{Figures.Percent(f.F1)}</td><td>{Figures.Percent(f.IntersectionOverUnion)}</td>")));
        var rows = Markup.Join(model.Classes[0].Classes.Select((name, c) => Markup.Of($"<tr><th scope=\"row\">{name}</th>{Cells(c)}</tr>")));
        return Markup.Of($"""
            <div class="scroll"><table>
            <caption>F1 and intersection over union of each class on the test split in %.</caption>
            <thead><tr><th scope="col">Class</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
            </table></div>
            """);
    }
}
