using System.CommandLine;
using Skylite.Cli.Arguments;
using Skylite.Workbench;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Jobs;
using Skylite.Zoo;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite train</c>: train or fine-tune a network for scenes or for pixels.</summary>
internal static class TrainCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var about = "A network of the zoo (" + OptionList.Ids(Models.All, m => m.Id) + ") or any ONNX classifier to fine-tune.";
        var file = new Argument<string?>("model") { Description = about, Arity = ArgumentArity.ZeroOrOne };
        var model = new Option<string?>("--model") { Description = "The same, as an option.", HelpName = "ID|FILE" };
        var weights = new Option<string?>("--weights") { Description = "Weights to begin with: .pth, .safetensors or .onnx.", HelpName = "FILE" };
        var width = OptionList.With("--width", "Multiple of the network's channels.", 1.0);
        var command = new Command("train", "Train or fine-tune a network: scene classification, semantic segmentation or change detection, as the network is for.") { file, model, weights, width };
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is null == result.GetValue(model) is null)
            {
                result.AddError("Name the model once: skylite train MODEL, or --model MODEL.");
            }
        });
        var import = new ImportArguments().AddTo(command);
        var distillation = new DistillationArguments().AddTo(command);
        var data = new SceneDataArguments().AddTo(command, preprocessed: false);
        var training = new TrainingArguments(new TrainingSettings().Epochs).AddTo(command);
        var dense = new DenseArguments().AddTo(command);
        var run = new RunArguments().AddTo(command);
        return command.Runs((parse, terminal, cancellation) =>
        {
            var console = new JobConsole(terminal);
            var name = parse.GetValue(file) ?? parse.GetValue(model)!;
            var (images, settings, options) = (data.Read(parse, run.Seed(parse)), training.Read(parse), run.Read(parse));
            var result = dense.Task(parse, name) == ModelTask.SceneClassification
                ? TrainJob.Run(
                    new TrainOptions
                    {
                        Model = name,
                        Weights = parse.GetValue(weights),
                        WidthMultiplier = parse.GetValue(width),
                        Import = import.Read(parse),
                        Distillation = distillation.Read(parse),
                        Data = images,
                        Training = settings,
                        Run = options,
                    },
                    console,
                    cancellation)
                : DenseTrainJob.Run(
                    dense.Read(parse, name, (images, settings, options)) with
                    {
                        Weights = parse.GetValue(weights),
                        WidthMultiplier = parse.GetValue(width),
                        Distillation = distillation.Read(parse),
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
