using System.CommandLine;
using Skylite.Workbench;
using Skylite.Workbench.Reports;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite report</c>: one HTML file about one or several runs.</summary>
internal static class ReportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("run")
        {
            Description = "Folders of finished runs. Runs of the same steps with other seeds are shown as mean ± deviation.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--out") { Description = "The HTML file. Default: report.html in the last run's folder.", HelpName = "FILE" };
        return new Command("report", "Write an HTML report of one or several runs.") { runs, output }.Runs((parse, terminal, _) =>
        {
            var folders = parse.GetRequiredValue(runs);
            var path = parse.GetValue(output) ?? Path.Combine(folders[^1], "report.html");
            HtmlReport.Write(path, RunReport.Of(folders), ChartLibrary.Find());
            terminal.Say($"the report: {path}");
            terminal.Json(new ReportFile(Path.GetFullPath(path)), WorkbenchJson.Default.ReportFile);
            return ExitCode.Success;
        });
    }
}
