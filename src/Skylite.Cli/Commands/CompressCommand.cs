using System.CommandLine;
using Skylite.Cli.Arguments;
using Skylite.Workbench;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Runs;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite compress</c>: prune, fine-tune, distil, quantise, prove and measure.</summary>
internal static class CompressCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "The ONNX file to compress: written by Skylite, or any network for scenes or pixels." };
        var command = new Command("compress", "Prune, fine-tune, distil, quantise, prove and measure a model.") { model };
        var steps = new StepArguments().AddTo(command);
        var recipe = new Option<string?>("--recipe")
        {
            Description = "A JSON list of steps instead of --prune and --quantize: " + OptionList.Ids(RecipeSteps.All, s => s.Id) + ".",
            HelpName = "FILE",
        };
        command.Options.Add(recipe);
        var distillation = new DistillationArguments().AddTo(command);
        var import = new ImportArguments().AddTo(command);
        var data = new DataArguments().AddTo(command, preprocessed: false);
        var training = new TrainingArguments(epochs: 12).AddTo(command);
        var run = new RunArguments().AddTo(command);
        return command.Runs((parse, terminal, cancellation) =>
        {
            var console = new JobConsole(terminal);
            var result = CompressJob.Run(
                new CompressOptions
                {
                    Model = parse.GetRequiredValue(model),
                    Data = split => data.Read(parse, run.Seed(parse), split),
                    Import = import.Read(parse),
                    Recipe = steps.Read(parse, parse.GetValue(recipe)),
                    Distillation = distillation.Read(parse),
                    Training = training.Read(parse, StartingModel.TaskOf(parse.GetRequiredValue(model))),
                    GivenToTrain = training.GivenToTrain(parse),
                    Run = run.Read(parse),
                },
                console,
                cancellation);
            console.Show(result);
            terminal.Say($"the model: {new RunFolder(run.Out(parse)).Model}; the report: skylite report {run.Out(parse)}");
            terminal.Json(result, WorkbenchJson.Default.RunResult);
            return ExitCode.Success;
        });
    }
}
