using System.CommandLine;
using Skylite.Cli.Arguments;
using Skylite.Workbench;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Recipes;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite compress</c>: prune, fine-tune, distil, quantise, prove and measure.</summary>
internal static class CompressCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "The ONNX file to compress, written by Skylite." };
        var steps = new StepArguments();
        var recipe = new Option<string?>("--recipe") { Description = "A JSON list of steps instead of --prune and --quantize: " + string.Join(", ", RecipeSteps.All.Select(s => s.Id)) + ".", HelpName = "FILE" };
        var distill = new Option<string?>("--distill") { Description = "Fine-tune with this ONNX model's softened outputs too.", HelpName = "TEACHER" };
        var temperature = new Option<double>("--temperature") { Description = "Temperature that softens the outputs.", DefaultValueFactory = _ => 4 };
        var alpha = new Option<double>("--alpha") { Description = "Share of the teacher in the loss; the labels have the rest.", DefaultValueFactory = _ => 0.7 };
        var command = new Command("compress", "Prune, fine-tune, distil, quantise, prove and measure a model.") { model };
        steps.AddTo(command);
        foreach (var option in (Option[])[recipe, distill, temperature, alpha])
        {
            command.Options.Add(option);
        }

        var data = new SceneDataArguments().AddTo(command, preprocessed: true);
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
                    Recipe = parse.GetValue(recipe) is { } file ? Recipe.Load(file) : steps.Read(parse),
                    Distillation = parse.GetValue(distill) is { } teacher
                        ? new DistillationSettings(teacher) { Temperature = parse.GetValue(temperature), Alpha = parse.GetValue(alpha) }
                        : null,
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
            terminal.Say($"the model: {Path.Combine(run.Out(parse), "model.onnx")}; the report: skylite report {run.Out(parse)}");
            terminal.Json(result, WorkbenchJson.Default.RunResult);
            return ExitCode.Success;
        });
    }
}
