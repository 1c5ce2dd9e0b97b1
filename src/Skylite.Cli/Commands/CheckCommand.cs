using System.CommandLine;
using Skylite.Cli.Arguments;
using Skylite.Workbench;
using Skylite.Workbench.Inspection;
using Skylite.Workbench.Jobs;
using Spectre.Console;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite check</c>: can Skylite read, run, train, prune and quantise a model?</summary>
internal static class CheckCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "Any ONNX file." };
        var opaque = new Option<bool>("--allow-opaque") { Description = "Run nodes that Skylite cannot compute through ONNX Runtime." };
        var command = new Command(
            "check", "Say whether a model can be read, trained, pruned and quantised, by operator, and whether the interpreter agrees with ONNX Runtime.")
        {
            model, opaque,
        };
        var shapes = new ShapeArguments().AddTo(command);
        return command.Runs((parse, terminal, cancellation) =>
        {
            var options = new CheckOptions { Model = parse.GetRequiredValue(model), AllowOpaque = parse.GetValue(opaque), Shapes = shapes.Read(parse) };
            var check = CheckJob.Run(options, new JobConsole(terminal), cancellation);
            terminal.EndLive();
            Show(terminal, check);
            terminal.Json(check, WorkbenchJson.Default.ModelCheck);
            return check.IsUsable ? ExitCode.Success : ExitCode.Failure;
        });
    }

    private static void Show(Terminal terminal, ModelCheck check)
    {
        terminal.Say(
            $"{check.File}: opset {check.Opset}, {JobConsole.Count(check.Parameters)} parameters; "
            + $"takes {string.Join("; ", check.Inputs)}; gives {string.Join("; ", check.Outputs)}");
        var table = new Table().AddColumns("operator", "nodes", "read", "run", "carries channels", "int8", "notes");
        foreach (var type in check.Operators)
        {
            table.AddRow(
                new Text(type.Operator), new Text(JobConsole.Count(type.Count)), new Text(type.Read ? "yes" : "no"), new Text(type.Run ? "yes" : "NO"),
                new Text(type.Carry == 0 ? "–" : type.Carry == type.Count ? "all" : $"{type.Carry}"),
                new Text(type.Quantize == 0 ? "–" : type.Quantize == type.Count ? "all" : $"{type.Quantize}"), new Text(string.Join("; ", type.Notes)));
        }

        terminal.Show(table);
        if (check.Agreement is { } difference)
        {
            terminal.Say(
                $"run:      interpreter and ONNX Runtime agree to {JobConsole.Number(difference, "0.0e+0")} "
                + $"of the outputs' scale on {check.Tried} random inputs");
            terminal.Say($"train:    gradients reach {check.Reached} of {check.Trainable} trainable tensors");
        }

        terminal.Say(
            $"prune:    {check.FreeChannels} channels in {check.Groups} groups can go, {check.PinnedChannels} must stay; see 'skylite groups {check.File}'");
        terminal.Say($"quantise: {check.QuantizableLayers} layers with weights can compute in int8");
        terminal.SayAll("note", check.Notes);
        terminal.SayAll("problem", check.Problems);
        terminal.Say(check.IsUsable ? "usable" : "NOT usable");
    }
}
