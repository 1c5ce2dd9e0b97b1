using System.Runtime.InteropServices;
using Skylite.Native.Libraries;

namespace Skylite.Native.OnnxRuntime;

/// <summary>The loaded runtime: its function table, and the few steps that every caller of it repeats.</summary>
internal static unsafe class OrtApi
{
    // The last version of the table whose functions are used here; newer runtimes still serve it.
    private const uint ApiVersion = 17;

    /// <summary>Where the runtime's library may lie.</summary>
    internal static readonly NativeLibrarySearch Search = new(
        "ONNX Runtime",
        "SKYLITE_ONNXRUNTIME",
        OperatingSystem.IsWindows() ? ["onnxruntime.dll"] : ["libonnxruntime.so.1", "libonnxruntime.so"],
        [$"npm/node_modules/onnxruntime-node/bin/napi-v6/{Platform}"],
        "Run './skylite doctor' to install it, or set SKYLITE_ONNXRUNTIME to the library or its folder.");

    private static readonly Lazy<Loaded> Runtime = new(Load);

    private static string Platform =>
        $"{(OperatingSystem.IsWindows() ? "win32" : "linux")}/{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";

    internal static string LibraryPath => Runtime.Value.Path;

    internal static string Version => Runtime.Value.Version;

    /// <summary>The default allocator; it belongs to the runtime.</summary>
    internal static nint DefaultAllocator => Runtime.Value.Allocator;

    /// <summary>Plain memory of the processor; lives as long as the process.</summary>
    internal static nint CpuMemory => Runtime.Value.CpuMemory;

    internal static nint Function(OrtFunction function) => Runtime.Value.Table[(int)function];

    /// <summary>Turns a status into an exception, and frees it.</summary>
    internal static void Check(nint status)
    {
        if (status != 0)
        {
            throw ToException(status, null);
        }
    }

    /// <summary>Takes code and text out of a status, and frees it.</summary>
    internal static OrtException ToException(nint status, string? context)
    {
        var code = (OrtErrorCode)((delegate* unmanaged[Cdecl]<nint, int>)Function(OrtFunction.GetErrorCode))(status);
        var text = Text(((delegate* unmanaged[Cdecl]<nint, nint>)Function(OrtFunction.GetErrorMessage))(status)).Trim();
        Release(OrtFunction.ReleaseStatus, status);
        return new OrtException(code, context is null ? text : $"{context} {text.TrimEnd('.')}.");
    }

    internal static void Release(OrtFunction function, nint handle) =>
        ((delegate* unmanaged[Cdecl]<nint, void>)Function(function))(handle);

    /// <summary>Calls a function of the form <c>f(handle)</c>.</summary>
    internal static void Call(OrtFunction function, nint handle) =>
        Check(((delegate* unmanaged[Cdecl]<nint, nint>)Function(function))(handle));

    /// <summary>Calls a function of the form <c>f(handle, number)</c>.</summary>
    internal static void Call(OrtFunction function, nint handle, int number) =>
        Check(((delegate* unmanaged[Cdecl]<nint, int, nint>)Function(function))(handle, number));

    /// <summary>Calls a function of the form <c>f(handle, text)</c>.</summary>
    internal static void Call(OrtFunction function, nint handle, string text)
    {
        fixed (byte* p = Utf8(text))
        {
            Check(((delegate* unmanaged[Cdecl]<nint, byte*, nint>)Function(function))(handle, p));
        }
    }

    /// <summary>Calls a function of the form <c>f(handle, path)</c>; paths are wide on Windows.</summary>
    internal static void CallPath(OrtFunction function, nint handle, string path)
    {
        fixed (byte* p = NativePath(path))
        {
            Check(((delegate* unmanaged[Cdecl]<nint, byte*, nint>)Function(function))(handle, p));
        }
    }

    /// <summary>Calls a function of the form <c>f(&amp;out)</c>.</summary>
    internal static nint Get(OrtFunction function)
    {
        nint result;
        Check(((delegate* unmanaged[Cdecl]<nint*, nint>)Function(function))(&result));
        return result;
    }

    /// <summary>Calls a function of the form <c>f(handle, &amp;out)</c> whose result is as wide as a pointer.</summary>
    internal static nint Get(OrtFunction function, nint handle)
    {
        nint result;
        Check(((delegate* unmanaged[Cdecl]<nint, nint*, nint>)Function(function))(handle, &result));
        return result;
    }

    /// <summary>Calls a function of the form <c>f(handle, index, &amp;out)</c>.</summary>
    internal static nint Get(OrtFunction function, nint handle, nint index)
    {
        nint result;
        Check(((delegate* unmanaged[Cdecl]<nint, nint, nint*, nint>)Function(function))(handle, index, &result));
        return result;
    }

    /// <summary>Reads a text that the runtime wrote with the default allocator, and frees it.</summary>
    internal static string TakeText(nint text)
    {
        var result = Text(text);
        Free(text);
        return result;
    }

    internal static void Free(nint memory)
    {
        if (memory != 0)
        {
            Check(((delegate* unmanaged[Cdecl]<nint, nint, nint>)Function(OrtFunction.AllocatorFree))(DefaultAllocator, memory));
        }
    }

    internal static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? string.Empty;

    /// <summary>The text in UTF-8 with a closing zero.</summary>
    internal static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text + '\0');

    internal static byte[] NativePath(string path) =>
        OperatingSystem.IsWindows() ? System.Text.Encoding.Unicode.GetBytes(path + '\0') : Utf8(path);

    private static Loaded Load()
    {
        var library = Search.Load();
        var table = (nint*)((delegate* unmanaged[Cdecl]<nint>)library.Function("OrtGetApiBase"))();
        var version = Text(((delegate* unmanaged[Cdecl]<nint>)table[1])());
        var api = (nint*)((delegate* unmanaged[Cdecl]<uint, nint>)table[0])(ApiVersion);
        if (api is null)
        {
            throw new NativeLibraryNotFoundException(
                Search.Name,
                $"'{library.Path}' is ONNX Runtime {version}, which is too old: version 1.{ApiVersion} or newer is needed. {Search.Advice}");
        }

        nint allocator;
        nint memory;
        CheckEarly(((delegate* unmanaged[Cdecl]<nint*, nint>)api[(int)OrtFunction.GetAllocatorWithDefaultOptions])(&allocator));
        CheckEarly(((delegate* unmanaged[Cdecl]<int, int, nint*, nint>)api[(int)OrtFunction.CreateCpuMemoryInfo])(0, 0, &memory));
        return new Loaded(api, library.Path, version, allocator, memory);
    }

    // Before the table is published its errors cannot be read; these two calls only fail when memory is gone.
    private static void CheckEarly(nint status)
    {
        if (status != 0)
        {
            throw new OrtException(OrtErrorCode.Fail, "ONNX Runtime could not set up its memory allocator.");
        }
    }

    private sealed class Loaded(nint* table, string path, string version, nint allocator, nint cpuMemory)
    {
        internal nint* Table { get; } = table;

        internal string Path { get; } = path;

        internal string Version { get; } = version;

        internal nint Allocator { get; } = allocator;

        internal nint CpuMemory { get; } = cpuMemory;
    }
}
