using System.CommandLine;
using System.Globalization;
using Skylite.Cli.Arguments;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Workbench;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Scenes;
using Skylite.Zoo;
using Spectre.Console;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite eval</c>: how well a model classifies, in ONNX Runtime.</summary>
internal static class EvalCommand
{
    private const int PixelBatch = 8;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "The ONNX file, written by Skylite." };
        var part = new Option<string>("--part") { Description = "Which images: test, validation or train.", DefaultValueFactory = _ => "test" }.AcceptOnlyFromAmong("test", "validation", "train");
        var seed = new Option<int>("--seed") { Description = "Seed of the split, when it is drawn anew." };
        var command = new Command("eval", "Evaluate a model on images, in ONNX Runtime.") { model, part, seed };
        var arguments = new SceneDataArguments().AddTo(command, preprocessed: true);
        return command.Runs((parse, terminal, cancellation) =>
        {
            var file = parse.GetRequiredValue(model);
            var facts = ModelFacts.Require(OnnxReader.Read(file), file);
            if (facts.Task != ModelTask.SceneClassification)
            {
                return Pixels(file, facts, (arguments.Read(parse, parse.GetValue(seed), facts.Provenance.Split), Enum.Parse<SplitPart>(parse.GetRequiredValue(part), ignoreCase: true)), terminal, cancellation);
            }

            using var data = SceneData.Open(
                arguments.Read(parse, parse.GetValue(seed), facts.Provenance.Split), facts.Preprocessing, new LiveText(terminal), cancellation);
            var which = Enum.Parse<SplitPart>(parse.GetRequiredValue(part), ignoreCase: true);
            if (!data.Has(which))
            {
                throw new InvalidDataException("No images are kept for validation in this split. Choose another --part.");
            }

            var figures = Evaluate.Run(file, data, which, cancellation);
            terminal.EndLive();
            new JobConsole(terminal).SayLeftOut(data.CorruptImages);
            NoteOtherSplit(terminal, facts, which, data.Split.Checksum);
            Show(terminal, data.Classes, figures, "images");
            terminal.Json(figures, WorkbenchJson.Default.ClassificationFigures);
            return ExitCode.Success;
        });
    }

    private static int Pixels(string file, ModelFacts facts, (SceneDataOptions Images, SplitPart Part) asked, Terminal terminal, CancellationToken cancellation)
    {
        using var data = DenseData.Open(
            DenseDataOptions.Of(asked.Images, facts.Preprocessing.Width), facts.Preprocessing, needsSurvey: false, new LiveText(terminal), cancellation);
        if (data.Store(asked.Part).Samples.Count == 0)
        {
            throw new InvalidDataException($"No samples are kept for {asked.Part} in this split. Choose another --part.");
        }

        var figures = DenseEvaluation.Run(file, data.Tiles(asked.Part, PixelBatch), facts.Classes.Count, cancellation);
        terminal.EndLive();
        NoteOtherSplit(terminal, facts, asked.Part, data.Split.Checksum);
        Show(terminal, facts.Classes, figures, "pixels with a class, pooled over all samples");
        terminal.Json(figures, WorkbenchJson.Default.ClassificationFigures);
        return ExitCode.Success;
    }

    private static void NoteOtherSplit(Terminal terminal, ModelFacts facts, SplitPart part, string checksum)
    {
        if (part == SplitPart.Test && facts.Provenance.SplitChecksum is { } trained && trained != checksum)
        {
            terminal.Note("note: the model was trained with another split or on other images, so some of these test images may have been trained on, unless the folder is new to it.");
        }
    }

    private static void Show(Terminal terminal, IReadOnlyList<string> classes, ClassificationFigures figures, string counted)
    {
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Images} {counted}: overall accuracy {100 * figures.OverallAccuracy:0.00} %, kappa {figures.Kappa:0.000}, mean F1 {100 * figures.MeanF1:0.00} %, mean IoU {100 * figures.MeanIntersectionOverUnion:0.00} %"));
        var table = new Table().AddColumn("actual \\ predicted");
        foreach (var name in classes)
        {
            table.AddColumn(name.EscapeMarkup());
        }

        table.AddColumns("precision %", "recall %", "F1 %", "IoU %");
        for (var c = 0; c < classes.Count; c++)
        {
            table.AddRow([classes[c].EscapeMarkup(), .. figures.Confusion[c].Select(n => n.ToString(CultureInfo.InvariantCulture)), JobConsole.Percent(figures.Precision[c]), JobConsole.Percent(figures.Recall[c]), JobConsole.Percent(figures.F1[c]), JobConsole.Percent(figures.IntersectionOverUnion[c])]);
        }

        terminal.Show(table);
    }
}
