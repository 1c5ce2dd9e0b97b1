using Skylite.Native.Gdal;
using Skylite.Native.OnnxRuntime;
using Skylite.Native.Torch;

namespace Skylite.Workbench.Machines;

/// <summary>Versions of Skylite and of the engines it runs on.</summary>
public static class EngineVersions
{
    /// <summary>Asks every engine; loads those that are not loaded yet.</summary>
    public static IReadOnlyDictionary<string, string> Current() => new Dictionary<string, string>
    {
        ["Skylite"] = typeof(EngineVersions).Assembly.GetName().Version?.ToString(3) ?? "0",
        ["libtorch"] = TorchRuntime.Version,
        ["ONNX Runtime"] = OrtEnvironment.Version,
        ["GDAL"] = GdalLibrary.Version,
    };
}
