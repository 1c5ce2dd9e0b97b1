using System.Text.Json;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Zoo;

namespace Skylite.Tests.EndToEnd;

[Collection(OneAtATime.Name)]
public sealed class PruneCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-prune-").FullName;

    [Fact]
    public void A_network_is_checked_its_groups_are_shown_and_it_is_pruned()
    {
        var model = Network();
        Assert.Contains("\nusable", SkyliteProgram.Run("check", model).Succeeded().Output, StringComparison.Ordinal);
        var groups = JsonDocument.Parse(SkyliteProgram.Run("groups", model, "--json").Succeeded().Output).RootElement;
        Assert.True(groups.GetProperty("groups").GetArrayLength() > 0);
        Assert.Contains("graph output", SkyliteProgram.Run("groups", model, "--pinned").Succeeded().Output, StringComparison.Ordinal);

        var output = In("pruned.onnx");
        var text = SkyliteProgram.Run("prune", model, "--ratio", "0.5", "--align", "4", "--out", output).Succeeded().Output;
        Assert.Contains("silenced ↔ removed", text, StringComparison.Ordinal);
        Assert.True(new FileInfo(output).Length < 0.6 * new FileInfo(model).Length);

        var figures = JsonDocument.Parse(
            SkyliteProgram.Run("prune", model, "--budget", "params=0.6", "--align", "1", "--out", In("budget.onnx"), "--json").Succeeded().Output).RootElement;
        Assert.True(figures.GetProperty("certificate").GetProperty("holds").GetBoolean());
        Assert.True(
            figures.GetProperty("after").GetProperty("parameters").GetInt64() <= 0.6 * figures.GetProperty("before").GetProperty("parameters").GetInt64());
    }

    [Fact]
    public void What_cannot_be_done_is_said_and_writes_nothing()
    {
        var model = Network();
        SkyliteProgram.Run("prune", model, "--ratio", "1", "--out", In("no.onnx")).Refused(1, "--ratio");
        SkyliteProgram.Run("prune", model, "--ratio", "0.5", "--budget", "mb=1", "--out", In("no.onnx")).Refused(1, "--budget");
        SkyliteProgram.Run("prune", model, "--budget", "kg=1", "--out", In("no.onnx")).Refused(1, "budget unit", "macs");
        SkyliteProgram.Run("prune", model, "--criterion", "taylor", "--out", In("no.onnx")).Refused(1, "--data");
        SkyliteProgram.Run("prune", model, "--scope", "sensitivity", "--out", In("no.onnx")).Refused(1, "skylite sensitivity");
        SkyliteProgram.Run("prune", model, "--out", model).Refused(1, "another name");
        SkyliteProgram.Run("prune", In("missing.onnx"), "--out", In("no.onnx")).Refused(1, "missing.onnx");
        SkyliteProgram.Run("groups", model, "--node", "nothing-like-it").Refused(1, "nothing-like-it");
        SkyliteProgram.Run("prune", model, "--align", "4", "--out", In("network.onnx/no.onnx")).Refused(1, "network.onnx");
        SkyliteProgram.Run("prune", model, "--align", "4", "--out", "/proc/no.onnx").Refused(1, "'/proc/no.onnx' cannot be written");
        Assert.False(File.Exists(In("no.onnx")));
    }

    [Fact]
    public void A_network_that_blows_rounding_up_gets_no_certificate_and_no_file()
    {
        // Two engines add in another order; that difference times 1e8 is another angle.
        var graph = Models.Build("resnet18-0.25", new ModelOptions { Classes = 5, Height = 32, Width = 32, Seed = 2 });
        var logits = graph.Outputs[0];
        graph.RemoveOutput(logits);
        graph.AddOutput(graph.Apply("Sin", "turned", graph.Apply("Mul", "angle", logits, graph.AddInitializer("factor", Tensor.Scalar(1e8f)))));
        ShapeInference.Run(graph);
        var model = In("chaotic.onnx");
        OnnxWriter.Write(graph, model);

        SkyliteProgram.Run("prune", model, "--ratio", "0.5", "--align", "4", "--out", In("no.onnx")).Refused(3, "certificate failed", "No model was written");
        Assert.False(File.Exists(In("no.onnx")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string name) => Path.Combine(_folder, name);

    private string Network()
    {
        var path = In("network.onnx");
        var graph = Models.Build("resnet18-0.25", new ModelOptions { Classes = 5, Height = 32, Width = 32, Seed = 2 });
        ShapeInference.Run(graph);
        OnnxWriter.Write(graph, path);
        return path;
    }
}
