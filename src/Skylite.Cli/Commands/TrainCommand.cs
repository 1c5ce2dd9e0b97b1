using System.CommandLine;
using Skylite.Cli.Arguments;
using Skylite.Workbench;
using Skylite.Workbench.Jobs;
using Skylite.Zoo;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite train</c>: train or fine-tune a scene classifier.</summary>
internal static class TrainCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "A network of the zoo (" + string.Join(", ", Models.All.Where(m => m.Task == ModelTask.SceneClassification).Select(m => m.Id)) + ") or an ONNX file to fine-tune.", HelpName = "ID|FILE", Required = true };
        var weights = new Option<string?>("--weights") { Description = "Weights to begin with: .pth, .safetensors or .onnx.", HelpName = "FILE" };
        var width = new Option<double>("--width") { Description = "Multiple of the network's channels.", DefaultValueFactory = _ => 1 };
        var distill = new Option<string?>("--distill") { Description = "Learn from this ONNX model too.", HelpName = "TEACHER" };
        var command = new Command("train", "Train or fine-tune a scene classifier.") { model, weights, width, distill };
        var data = new SceneDataArguments().AddTo(command, preprocessed: false);
        var training = new TrainingArguments(new TrainingSettings().Epochs).AddTo(command);
        var run = new RunArguments().AddTo(command);
        return command.Runs((parse, terminal, cancellation) =>
        {
            var console = new JobConsole(terminal);
            var result = TrainJob.Run(
                new TrainOptions
                {
                    Model = parse.GetRequiredValue(model),
                    Weights = parse.GetValue(weights),
                    WidthMultiplier = parse.GetValue(width),
                    Distillation = parse.GetValue(distill) is { } teacher ? new DistillationSettings(teacher) : null,
                    Data = data.Read(parse, run.Seed(parse)),
                    Training = training.Read(parse),
                    Seed = run.Seed(parse),
                    Threads = run.Threads(parse),
                    Out = run.Out(parse),
                    Resume = run.Resume(parse),
                    Overwrite = run.Overwrite(parse),
                    Command = JobConsole.Command,
                },
                console,
                cancellation);
            console.Show(result);
            terminal.Say($"the model: {Path.Combine(run.Out(parse), "model.onnx")}");
            terminal.Json(result, WorkbenchJson.Default.RunResult);
            return ExitCode.Success;
        });
    }
}
