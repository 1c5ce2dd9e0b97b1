namespace Skylite.Workbench.Reports.Sections;

/// <summary>What to type to get the same again.</summary>
internal sealed class CommandSection : IReportSection
{
    public string Id => "commands";

    public string Title => "Commands and seeds";

    public Markup? Render(ReportModel model) => model.Commands.Count == 0
        ? null
        : Markup.Of($"""
            <div class="scroll"><table>
            <caption>The commands that made these figures, in order.</caption>
            <thead><tr><th scope="col">Command</th><th scope="col">Seed</th><th scope="col">Seconds</th></tr></thead>
            <tbody>{Markup.Join(model.Commands.Select(Row))}</tbody>
            </table></div>
            """);

    private static Markup Row(CommandRow command) =>
        Markup.Of($"<tr><th scope=\"row\" class=\"command\"><code>{command.Line}</code></th>"
            + $"<td>{(command.Seed is { } seed ? Markup.Of($"{seed}") : Figures.Missing)}</td>"
            + $"<td>{(command.Seconds is { } seconds ? Markup.Of($"{Figures.Significant(seconds)}") : Figures.Missing)}</td></tr>");
}
