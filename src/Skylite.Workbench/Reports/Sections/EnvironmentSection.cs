namespace Skylite.Workbench.Reports.Sections;

/// <summary>Machine, engines and data behind the figures.</summary>
internal sealed class EnvironmentSection : IReportSection
{
    public string Id => "environment";

    public string Title => "Machine, versions and data";

    public Markup? Render(ReportModel model) => model.Environment.Count == 0
        ? null
        : Markup.Of($"""
            <div class="scroll"><table class="facts">
            <caption>Figures of speed hold for this machine and these versions only.</caption>
            {Markup.Join(model.Environment.GroupBy(f => f.Topic).Select(Topic))}
            </table></div>
            """);

    private static Markup Topic(IGrouping<string, FactRow> facts) =>
        Markup.Of($"<tbody><tr class=\"group\"><th scope=\"rowgroup\" colspan=\"2\">{facts.Key}</th>"
            + $"</tr>{Markup.Join(facts.Select(f => Markup.Of($"<tr><th scope=\"row\">{f.Name}</th><td class=\"text\">{f.Value}</td></tr>")))}</tbody>");
}
