using System.CommandLine;
using Skylite.Cli.Arguments;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Splits;
using Skylite.Inference.Augmentation;
using Skylite.Workbench;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Tasks;

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
        var views = OptionList.Views();
        var command = new Command("eval", "Evaluate a model on images, in ONNX Runtime.") { model, part, seed, views };
        var arguments = new SceneDataArguments().AddTo(command, preprocessed: true);
        return command.Runs((parse, terminal, cancellation) =>
        {
            var file = parse.GetRequiredValue(model);
            var facts = ModelFacts.Require(OnnxReader.Read(file), file);
            var which = Enum.Parse<SplitPart>(parse.GetRequiredValue(part), ignoreCase: true);
            var images = arguments.Read(parse, parse.GetValue(seed), facts.Provenance.Split);
            using var data = TaskData.Open(new DataRequest(file, facts.Task, images) { Given = facts.Preprocessing, IsForTraining = false }, new LiveText(terminal), cancellation);
            if (!data.Has(which))
            {
                throw new InvalidDataException($"No samples are kept for {parse.GetRequiredValue(part)} in this split. Choose another --part.");
            }

            var augmentation = TestTimeAugmentation.Named(parse.GetRequiredValue(views));
            var figures = Evaluate.Run(file, data, which, augmentation, cancellation);
            terminal.EndLive();
            foreach (var note in data.Facts.Notes)
            {
                terminal.Note(note);
            }

            new JobConsole(terminal).SayLeftOut(data.CorruptImages);
            NoteOtherSplit(terminal, facts, which, data.Facts.SplitChecksum);
            if (augmentation.IsActive)
            {
                terminal.Say($"test-time augmentation: {augmentation}");
            }

            QualityTable.Show(terminal, data.Facts, figures);
            terminal.Json(figures, WorkbenchJson.Default.ClassificationFigures);
            return ExitCode.Success;
        });
    }

    private static void NoteOtherSplit(Terminal terminal, ModelFacts facts, SplitPart part, string checksum)
    {
        if (part != SplitPart.Train && facts.Provenance.SplitChecksum is { } trained && trained != checksum)
        {
            terminal.Note($"note: the model was trained with another split or on other images, so some of these {(part == SplitPart.Test ? "test" : "validation")} images may have been trained on, unless the folder is new to it.");
        }
    }
}
