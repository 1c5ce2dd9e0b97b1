using System.CommandLine;
using Skylite.Cli.Arguments;
using Skylite.Workbench;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Runs;
using Skylite.Zoo;
using Skylite.Zoo.Blocks;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite train</c>: train or fine-tune a network for scenes or for pixels.</summary>
internal static class TrainCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var about = "A network of the zoo (" + OptionList.Ids(Models.All, m => m.Id) + ") or any ONNX file of a network for scenes or pixels, to fine-tune.";
        var file = new Argument<string?>("model") { Description = about, Arity = ArgumentArity.ZeroOrOne };
        var model = new Option<string?>("--model") { Description = "The same, as an option.", HelpName = "ID|FILE" };
        var weights = new Option<string?>("--weights") { Description = "Weights to begin with: .pth, .safetensors or .onnx.", HelpName = "FILE" };
        var width = OptionList.With("--width", "Multiple of the network's channels.", 1.0);
        var block = new Option<string?>("--block")
        {
            Description = "A building block behind every level of the encoder, of networks that take one: "
                + OptionList.Ids(BlockCatalogue.All, b => b.Id) + ".",
            HelpName = "ID",
        };
        var depth = new Option<int?>("--depth") { Description = "Levels of a nested network (unet-plus-plus) that are built, 1 to 4.", HelpName = "LEVELS" };
        var deep = new Option<bool>("--deep-supervision")
        {
            Description = "Teach the side outputs too, of networks that have some; the model is kept without them, and cut to each of them.",
        };
        var command = new Command(
            "train", "Train or fine-tune a network: scene classification, semantic segmentation or change detection, as the network is for.")
        {
            file, model, weights, width, block, depth, deep,
        };
        command.Validators.Add(result =>
        {
            var (alone, named) = (result.GetValue(file), result.GetValue(model));
            if (alone is null == named is null)
            {
                // A word after an option that takes none stands alone too.
                var both = alone is null ? string.Empty : $" Here '{alone}' stands alone and --model says '{named}'.";
                result.AddError($"Name the model once: skylite train MODEL, or --model MODEL.{both}");
            }
        });
        var import = new ImportArguments().AddTo(command);
        var distillation = new DistillationArguments().AddTo(command);
        var data = new DataArguments().AddTo(command, preprocessed: false);
        var training = new TrainingArguments(new TrainingSettings().Epochs).AddTo(command);
        var task = new Option<string?>("--task")
        {
            Description = "What the network is for: " + OptionList.Ids(ModelTasks.All, t => t.Id) + ". Default: the network's own.",
            HelpName = "TASK",
        };
        command.Options.Add(task);
        var run = new RunArguments().AddTo(command);
        return command.Runs((parse, terminal, cancellation) =>
        {
            var console = new JobConsole(terminal);
            var name = parse.GetValue(file) ?? parse.GetValue(model)!;
            var result = TrainJob.Run(
                new TrainOptions
                {
                    Model = name,
                    Weights = parse.GetValue(weights),
                    WidthMultiplier = parse.GetValue(width),
                    Block = parse.GetValue(block),
                    Depth = parse.GetValue(depth),
                    Import = import.Read(parse, ModelFile.Is(name)),
                    Distillation = distillation.Read(parse),
                    Data = data.Read(parse, run.Seed(parse)),
                    Training = training.Read(parse, Task(name, parse.GetValue(task))) with { DeepSupervision = parse.GetValue(deep) },
                    Run = run.Read(parse),
                },
                console,
                cancellation);
            console.Show(result);
            terminal.Say($"the model: {new RunFolder(run.Out(parse)).Model}");
            terminal.Json(result, WorkbenchJson.Default.RunResult);
            return ExitCode.Success;
        });
    }

    private static ModelTask Task(string model, string? stated)
    {
        var own = StartingModel.TaskOf(model);
        return stated is not null && ModelTasks.Find(stated) != own
            ? throw new ArgumentException(
                $"'{model}' is a network for {ModelTasks.Id(own)}, not for {stated}. 'skylite list models' says what each network is for.")
            : own;
    }
}
