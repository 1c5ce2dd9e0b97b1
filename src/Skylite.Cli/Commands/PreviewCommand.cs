using System.CommandLine;
using System.Globalization;
using Skylite.Cli.Arguments;
using Skylite.Imagery.Splits;
using Skylite.Workbench;
using Skylite.Workbench.Previews;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite preview</c>: pictures to look at.</summary>
internal static class PreviewCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var directory = new Argument<string?>("dir") { Description = "Folder of a data set.", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string>("--out") { Description = "The picture.", HelpName = "FILE.png", Required = true };
        var model = new Option<string?>("--model") { Description = "Show what this model, written by Skylite, makes of the data.", HelpName = "FILE.onnx" };
        var map = new Option<string?>("--map") { Description = "Show this map of classes, beside another.", HelpName = "MAP.tif" };
        var against = new Option<string?>("--against") { Description = "The other map; it is laid onto the grid of the first.", HelpName = "MAP.tif" };
        var samples = new Option<int?>("--samples") { Description = "Samples to show; of each class for scene classification. Default: 6; 24 predictions of scenes.", HelpName = "N" };
        var seed = OptionList.With("--seed", "Seed of the draw.", 0);
        var part = new Option<string?>("--part") { Description = "Which samples: train, validation or test. Default: all; test with --model.", HelpName = "PART" }.AcceptOnlyFromAmong("train", "validation", "test");
        var split = OptionList.Split();
        var lists = OptionList.SplitLists();
        var classes = CommaList.Texts("--classes", "Show only samples with one of these classes, by name.");
        var side = OptionList.With("--side", "Largest side of a picture in the sheet, in pixels.", new PreviewOptions { Out = string.Empty }.Side);
        var command = new Command("preview", "Make a picture: samples of a data set, predictions of a model, or two maps and their difference.") { directory, output, model, map, against, samples, seed, part, split, lists, classes, side };
        return command.Runs((parse, terminal, cancellation) =>
        {
            var figures = PreviewJob.Run(
                new PreviewOptions
                {
                    Out = parse.GetRequiredValue(output),
                    Directory = parse.GetValue(directory),
                    Model = parse.GetValue(model),
                    Map = parse.GetValue(map),
                    Against = parse.GetValue(against),
                    Samples = parse.GetValue(samples),
                    Seed = parse.GetValue(seed),
                    Part = parse.GetValue(part) is { } named ? Enum.Parse<SplitPart>(named, ignoreCase: true) : null,
                    SplitFile = parse.GetValue(split),
                    SplitLists = parse.GetValue(lists),
                    Classes = parse.Texts(classes) ?? [],
                    Side = parse.GetValue(side),
                },
                new JobConsole(terminal),
                cancellation);
            terminal.EndLive();
            if (figures.Comparison is { } comparison)
            {
                ComparisonConsole.Show(terminal, comparison);
            }

            var agreement = figures is { Comparison: null, Agreement: { } share } ? string.Create(CultureInfo.InvariantCulture, $"; {100 * share:0.000} % of the {figures.Compared} are right") : string.Empty;
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{figures.File}: {figures.Width} × {figures.Height} pixels{agreement}"));
            terminal.Json(figures, WorkbenchJson.Default.PreviewFigures);
            return ExitCode.Success;
        });
    }
}
