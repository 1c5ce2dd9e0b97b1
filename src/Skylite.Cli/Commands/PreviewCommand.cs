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
        var model = new Option<string?>("--model")
        {
            Description = "Show what this model, written by Skylite or described, makes of the data.",
            HelpName = "FILE.onnx",
        };
        var map = new Option<string?>("--map") { Description = "Show this map of classes beside another, and say how well it agrees.", HelpName = "MAP.tif" };
        var against = new Option<string?>("--against")
        {
            Description = "The other map, or labels: they count as right, and are laid onto the grid of the first.",
            HelpName = "MAP.tif",
        };
        var samples = new Option<int?>("--samples")
        {
            Description = "Samples to show; of each class for scene classification. Default: 6; 24 predictions of scenes.",
            HelpName = "N",
        };
        var seed = OptionList.With("--seed", "Seed of the split, as train takes it, and of which samples are shown.", 0);
        var draw = new Option<int?>("--draw") { Description = "Show other samples of the same split: any number. Default: the seed.", HelpName = "N" };
        var part = new Option<string?>("--part")
        {
            Description = "Which samples: train, validation or test. Default: all; test with --model.",
            HelpName = "PART",
        }.AcceptOnlyFromAmong([.. SplitParts.Ids]);
        var split = new SplitArguments();
        var classes = CommaList.Texts("--classes", "Show only samples with one of these classes, by name.");
        var side = OptionList.With("--side", "Largest side of a picture in the sheet, in pixels.", new PreviewOptions { Out = string.Empty }.Side);
        var command = new Command("preview", "Make a picture: samples of a data set, predictions of a model, or two maps and their difference.") { directory };
        command.AddAll([output, model, map, against, samples, seed, draw, part, .. split.All, classes, side]);
        return command.Runs((parse, terminal, cancellation) =>
        {
            if (parse.GetValue(part) is null && parse.GetValue(model) is null)
            {
                parse.Refuse("How samples are divided matters to --part and --model alone; without them all are shown.", split.All);
            }

            var folder = parse.GetValue(directory);
            var figures = PreviewJob.Run(
                new PreviewOptions
                {
                    Out = parse.GetRequiredValue(output),
                    Images = folder is null ? null : recorded => split.Read(parse, folder, parse.GetValue(seed), recorded),
                    Model = parse.GetValue(model),
                    Map = parse.GetValue(map),
                    Against = parse.GetValue(against),
                    Samples = parse.GetValue(samples),
                    Seed = parse.GetValue(draw) ?? parse.GetValue(seed),
                    Part = parse.GetValue(part) is { } named ? SplitParts.Find(named) : null,
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

            var agreement = figures is { Comparison: null, Agreement: { } share }
                ? string.Create(CultureInfo.InvariantCulture, $"; {100 * share:0.000} % of the {figures.Compared} are right")
                : string.Empty;
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{figures.File}: {figures.Width} × {figures.Height} pixels{agreement}"));
            terminal.Json(figures, WorkbenchJson.Default.PreviewFigures);
            return ExitCode.Success;
        });
    }
}
