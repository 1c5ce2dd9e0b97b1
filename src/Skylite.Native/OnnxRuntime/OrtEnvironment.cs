namespace Skylite.Native.OnnxRuntime;

/// <summary>
/// ONNX Runtime in this process: its version, where it was found, what it can run on. It is set up at first use and lives until the process ends.
/// </summary>
public static unsafe class OrtEnvironment
{
    private static readonly Lazy<nint> Environment = new(Create);

    /// <summary>The runtime's version, such as <c>1.30.0</c>.</summary>
    /// <exception cref="Libraries.NativeLibraryNotFoundException">The library is missing.</exception>
    public static string Version => OrtApi.Version;

    /// <summary>The path (or the name given to the system's loader) of the library.</summary>
    public static string LibraryPath => OrtApi.LibraryPath;

    /// <summary>How the runtime was built: compiler flags and commit.</summary>
    public static string BuildInfo =>
        OrtApi.Text(((delegate* unmanaged[Cdecl]<nint>)OrtApi.Function(OrtFunction.GetBuildInfoString))());

    /// <summary>The execution providers compiled into the library, such as <c>CPUExecutionProvider</c>.</summary>
    public static IReadOnlyList<string> AvailableProviders
    {
        get
        {
            nint* names;
            int count;
            OrtApi.Check(((delegate* unmanaged[Cdecl]<nint**, int*, nint>)OrtApi.Function(OrtFunction.GetAvailableProviders))(&names, &count));
            var result = new string[count];
            for (var i = 0; i < count; i++)
            {
                result[i] = OrtApi.Text(names[i]);
            }

            OrtApi.Check(((delegate* unmanaged[Cdecl]<nint*, int, nint>)OrtApi.Function(OrtFunction.ReleaseAvailableProviders))(names, count));
            return result;
        }
    }

    internal static nint Handle => Environment.Value;

    private static nint Create()
    {
        nint result;
        fixed (byte* name = "skylite\0"u8)
        {
            OrtApi.Check(
                ((delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)OrtApi.Function(OrtFunction.CreateEnv))((int)OrtLoggingLevel.Error, name, &result));
        }

        return result;
    }
}
