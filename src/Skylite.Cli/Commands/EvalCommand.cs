using System.CommandLine;
using Skylite.Cli.Arguments;
using Skylite.Imagery.Splits;
using Skylite.Inference.Augmentation;
using Skylite.Workbench;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Results;
using Skylite.Zoo;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite eval</c>: how well a model classifies, in ONNX Runtime.</summary>
internal static class EvalCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "The ONNX file, written by Skylite or described ('skylite describe')." };
        var part = new Option<string>("--part")
        {
            Description = "Which images: test, validation, train, or all, as suits a model that none of them trained.",
            DefaultValueFactory = _ => SplitPart.Test.Id(),
        }.AcceptOnlyFromAmong([.. SplitParts.Ids, EvalFigures.AllParts]);
        var seed = new Option<int>("--seed") { Description = "Seed of the split, when it is drawn anew." };
        var views = OptionList.Views();
        var threshold = OptionList.Threshold();
        var overlap = OptionList.With(
            "--overlap",
            "Pixels: share of a tile that its neighbour covers too; probabilities are blended as 'infer' does. "
            + "0 lays tiles side by side, as runs are measured.",
            0.0);
        var tile = new Option<int?>("--tile")
        {
            Description = "Pixels: side of the tiles that the model is run over. Default: as it learnt. "
                + "At least the images' longer side looks at each image in one pass, as papers do.",
            HelpName = "PIXELS",
        };
        var threads = OptionList.Threads("Threads of ONNX Runtime.");
        var command = new Command("eval", "Evaluate a model on images, in ONNX Runtime.") { model, part, seed, views, threshold, overlap, tile, threads };
        var arguments = new DataArguments().AddTo(command, preprocessed: true);
        return command.Runs((parse, terminal, cancellation) =>
        {
            var augmentation = TestTimeAugmentation.Named(parse.GetRequiredValue(views));
            var eval = EvalJob.Run(
                new EvalOptions(parse.GetRequiredValue(model), recorded => arguments.Read(parse, parse.GetValue(seed), recorded))
                {
                    Part = parse.GetRequiredValue(part) is EvalFigures.AllParts ? null : SplitParts.Find(parse.GetRequiredValue(part)),
                    Settings = new EvaluationSettings
                    {
                        Augmentation = augmentation,
                        Threshold = parse.GetValue(threshold),
                        Overlap = parse.GetValue(overlap),
                        Tile = parse.Positive(tile),
                        Threads = parse.Positive(threads),
                    },
                },
                new JobConsole(terminal),
                cancellation);
            terminal.EndLive();
            string?[] how =
            [
                augmentation.IsActive ? $"test-time augmentation: {augmentation}" : null,
                eval.Figures.Tile is { } side ? Invariant($"tiles of {side} × {side}") : null,
                eval.Figures.Overlap is { } share ? Invariant($"tiles overlap by {100 * share:0.#} % and are blended") : null,
                eval.Figures.Threshold is { } least ? Invariant($"'{eval.Classes[1]}' from a probability of {least}") : null,
            ];
            terminal.Say(
                Invariant($"{eval.Model} on {(eval.Part == EvalFigures.AllParts ? "all" : $"the {eval.Part} part")} of {eval.Data} ({eval.Dataset}), ")
                + Invariant($"{eval.Samples} sample{(eval.Samples == 1 ? string.Empty : "s")}")
                + string.Concat(how.OfType<string>().Select(h => "; " + h)));
            QualityTable.Show(terminal, ModelTasks.Find(eval.Task), eval.Classes, eval.Figures);
            terminal.Json(eval, WorkbenchJson.Default.EvalFigures);
            return ExitCode.Success;
        });
    }
}
