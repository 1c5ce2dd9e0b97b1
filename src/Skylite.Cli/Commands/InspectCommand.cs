using System.CommandLine;
using Skylite.Cli.Arguments;
using Skylite.Workbench;
using Skylite.Workbench.Inspection;
using Spectre.Console;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite inspect</c>: layers, parameters, operations, memory, size, and what the model says about itself.</summary>
internal static class InspectCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "Any ONNX file, or a network of the zoo." };
        var size = new Option<int?>("--size")
        {
            Description = "Rows and columns of the images, for a network of the zoo. Default: its usual ones.",
            HelpName = "PIXELS",
        };
        var summary = new Option<bool>("--summary") { Description = "Only the totals, not every layer." };
        var command = new Command("inspect", "Show layers, parameters, MACs, activation memory, memory access cost and file size.") { model, size, summary };
        var shapes = new ShapeArguments().AddTo(command);
        return command.Runs((parse, terminal, _) =>
        {
            var inspection = ModelInspection.Of(parse.GetRequiredValue(model), parse.GetValue(size), shapes.Read(parse));
            if (!parse.GetValue(summary))
            {
                terminal.Show(Layers(inspection));
            }

            terminal.Say($"inputs: {string.Join("; ", inspection.Inputs)}");
            terminal.Say($"outputs: {string.Join("; ", inspection.Outputs)}");
            terminal.Say(
                $"{JobConsole.Count(inspection.Parameters)} parameters ({inspection.Parameters}), "
                + $"{JobConsole.Count(inspection.Macs)} MACs, {JobConsole.Bytes(inspection.FileBytes)} on disk; "
                + $"peak activations {JobConsole.Bytes(inspection.PeakActivationBytes)}, memory access {JobConsole.Count(inspection.MemoryAccess)} elements");
            if (inspection.CountedFor.Count > 0)
            {
                terminal.Say($"operations and activations are counted for {string.Join("; ", inspection.CountedFor)}");
            }

            if (inspection.Facts is { } facts)
            {
                terminal.Say(
                    $"bands: {string.Join(", ", facts.Preprocessing.Bands)} ({facts.Preprocessing.Units}); classes: {string.Join(", ", facts.Classes)}");
                terminal.Say(
                    $"{facts.Provenance.Task}, {facts.Provenance.Architecture}{(facts.Provenance.Dataset is { } data ? $" on {data}" : string.Empty)}"
                    + (facts.Provenance.Steps.Count > 0 ? $": {string.Join(" → ", facts.Provenance.Steps)}" : string.Empty));
            }

            terminal.Json(inspection, WorkbenchJson.Default.ModelInspection);
            return ExitCode.Success;
        });
    }

    private static Table Layers(ModelInspection inspection)
    {
        var table = new Table().AddColumns("layer", "operator", "output", "parameters", "MACs", "activations", "memory access");
        foreach (var layer in inspection.Layers)
        {
            table.AddRow(
                new Text(layer.Name), new Text(layer.Operator), new Text(layer.Output), new Text(JobConsole.Count(layer.Parameters)),
                new Text(JobConsole.Count(layer.Macs)),
                new Text(JobConsole.Bytes(layer.ActivationBytes)), new Text(JobConsole.Count(layer.MemoryAccess)));
        }

        return table;
    }
}
