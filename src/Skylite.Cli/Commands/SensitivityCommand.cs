using System.CommandLine;
using System.Globalization;
using Skylite.Cli.Arguments;
using Skylite.Compression.Pruning;
using Skylite.Workbench;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Results;
using Spectre.Console;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite sensitivity</c>: how accuracy falls as single groups of channels go.</summary>
internal static class SensitivityCommand
{
    private static readonly SensitivityOptions Defaults = new() { Model = string.Empty, Data = _ => null!, Out = string.Empty };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "An ONNX file of a network for scenes or pixels." };
        var output = new Option<string>("--out")
        {
            Description = "Folder of the results: sensitivity.json and report.html. Groups measured there already are taken over.",
            HelpName = "RUN",
            Required = true,
        };
        var ratios = CommaList.Texts("--ratios", "Shares of each group to try, such as 0.25,0.5,0.75,0.9 (the default).");
        var criterion = new Option<string>("--criterion")
        {
            Description = "Which channels go first: " + OptionList.Ids(PruningCriteria.All, c => c.Id) + ".",
            DefaultValueFactory = _ => Defaults.Criterion,
        };
        var images = new Option<int>("--images") { Description = "Validation images to evaluate on, at most.", DefaultValueFactory = _ => Defaults.Images };
        var seed = new Option<int>("--seed") { Description = "Seed of the choice of images, and of the split when it is drawn anew." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace another measurement in the folder." };
        var command = new Command(
            "sensitivity", "Measure, group by group, how accuracy on validation images falls as channels go; 'prune --scope sensitivity' goes by it.")
        {
            model, output, ratios, criterion, images, seed, overwrite,
        };
        var data = new DataArguments().AddTo(command, preprocessed: false);
        return command.Runs((parse, terminal, cancellation) =>
        {
            var options = new SensitivityOptions
            {
                Model = parse.GetRequiredValue(model),
                Data = split => data.Read(parse, parse.GetValue(seed), split),
                Out = parse.GetRequiredValue(output),
                Overwrite = parse.GetValue(overwrite),
                Ratios = parse.Texts(ratios) is { } texts ? [.. texts.Select(Ratio).Order()] : Defaults.Ratios,
                Criterion = PruningCriteria.Find(parse.GetRequiredValue(criterion)).Id,
                Images = parse.Positive(images),
                Seed = parse.GetValue(seed),
                Command = JobConsole.Command,
            };
            var figures = SensitivityJob.Run(options, new JobConsole(terminal), cancellation);
            terminal.EndLive();
            Show(terminal, figures, options.Out);
            terminal.Json(figures, WorkbenchJson.Default.SensitivityFigures);
            return ExitCode.Success;
        });
    }

    private static double Ratio(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is > 0 and <= 1
        ? ratio
        : throw new ArgumentException($"--ratios takes shares above 0 and at most 1 divided by commas, not '{text}'.");

    private static void Show(Terminal terminal, SensitivityFigures figures, string folder)
    {
        terminal.Say(
            $"{JobConsole.Percent(figures.Baseline)} % {figures.FigureName} on {figures.Images} validation images as it is; when a share of one group goes:");
        var table = new Table().AddColumns("group", "made by", "channels");
        foreach (var ratio in figures.Ratios)
        {
            table.AddColumn(JobConsole.Number(100 * ratio, "0.#") + " %");
        }

        foreach (var group in figures.Groups)
        {
            table.AddRow(
            [
                new Text(group.Number.ToString(CultureInfo.InvariantCulture)), new Text(group.Producers.Count > 0 ? group.Producers[0] : group.Name),
                new Text(JobConsole.Count(group.Channels)), .. group.Points.Select(p => new Text(JobConsole.Percent(p.Accuracy))),
            ]);
        }

        terminal.Show(table);
        terminal.Say(
            $"the chart: {Path.Combine(folder, "report.html")}; next: "
            + $"skylite prune {figures.Model} --scope sensitivity --sensitivity {folder} --data … --out PRUNED.onnx");
    }
}
