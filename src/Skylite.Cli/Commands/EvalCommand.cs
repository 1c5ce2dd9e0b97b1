using System.CommandLine;
using System.Globalization;
using Skylite.Cli.Arguments;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Workbench;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Scenes;
using Spectre.Console;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite eval</c>: how well a model classifies, in ONNX Runtime.</summary>
internal static class EvalCommand
{
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
            if (which == SplitPart.Test && facts.Provenance.SplitChecksum is { } trained && trained != data.Split.Checksum)
            {
                terminal.Note("note: the model was trained with another split or on other images, so some of these test images may have been trained on, unless the folder is new to it.");
            }

            Show(terminal, data, figures);
            terminal.Json(figures, WorkbenchJson.Default.ClassificationFigures);
            return ExitCode.Success;
        });
    }

    private static void Show(Terminal terminal, SceneData data, ClassificationFigures figures)
    {
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Images} images: overall accuracy {100 * figures.OverallAccuracy:0.00} %, kappa {figures.Kappa:0.000}, mean F1 {100 * figures.MeanF1:0.00} %"));
        var table = new Table().AddColumn("actual \\ predicted");
        foreach (var name in data.Classes)
        {
            table.AddColumn(name.EscapeMarkup());
        }

        table.AddColumn("F1 %");
        for (var c = 0; c < data.Classes.Count; c++)
        {
            table.AddRow([data.Classes[c].EscapeMarkup(), .. figures.Confusion[c].Select(n => n.ToString(CultureInfo.InvariantCulture)), JobConsole.Percent(figures.F1[c])]);
        }

        terminal.Show(table);
    }
}
