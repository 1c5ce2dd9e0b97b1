namespace Skylite.Native.OnnxRuntime;

/// <summary>The runtime's own options object, made from the record for the moment of creating a session.</summary>
internal sealed unsafe class NativeSessionOptions : IDisposable
{
    internal NativeSessionOptions(SessionOptions options)
    {
        Handle = OrtApi.Get(OrtFunction.CreateSessionOptions);
        try
        {
            Apply(options);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal nint Handle { get; private set; }

    public void Dispose()
    {
        OrtApi.Release(OrtFunction.ReleaseSessionOptions, Handle);
        Handle = 0;
    }

    private void Apply(SessionOptions options)
    {
        OrtApi.Call(OrtFunction.SetIntraOpNumThreads, Handle, options.IntraOpNumThreads);
        OrtApi.Call(OrtFunction.SetInterOpNumThreads, Handle, options.InterOpNumThreads);
        OrtApi.Call(OrtFunction.SetSessionExecutionMode, Handle, (int)options.ExecutionMode);
        OrtApi.Call(OrtFunction.SetSessionGraphOptimizationLevel, Handle, (int)options.GraphOptimizationLevel);
        OrtApi.Call(OrtFunction.SetSessionLogSeverityLevel, Handle, (int)options.LogSeverityLevel);
        OrtApi.Call(options.EnableMemoryPattern ? OrtFunction.EnableMemPattern : OrtFunction.DisableMemPattern, Handle);
        OrtApi.Call(options.EnableCpuMemArena ? OrtFunction.EnableCpuMemArena : OrtFunction.DisableCpuMemArena, Handle);
        if (options.LogId is { } id)
        {
            OrtApi.Call(OrtFunction.SetSessionLogId, Handle, id);
        }

        if (options.OptimizedModelFilePath is { } optimized)
        {
            OrtApi.CallPath(OrtFunction.SetOptimizedModelFilePath, Handle, optimized);
        }

        if (options.ProfileOutputPathPrefix is { } profile)
        {
            OrtApi.CallPath(OrtFunction.EnableProfiling, Handle, profile);
        }

        if (!options.AllowSpinning)
        {
            AddConfigEntry("session.intra_op.allow_spinning", "0");
            AddConfigEntry("session.inter_op.allow_spinning", "0");
        }

        foreach (var (key, value) in options.ConfigEntries)
        {
            AddConfigEntry(key, value);
        }

        foreach (var (name, extent) in options.FreeDimensionOverrides)
        {
            fixed (byte* n = OrtApi.Utf8(name))
            {
                OrtApi.Check(
                    ((delegate* unmanaged[Cdecl]<nint, byte*, long, nint>)OrtApi.Function(OrtFunction.AddFreeDimensionOverrideByName))(Handle, n, extent));
            }
        }
    }

    private void AddConfigEntry(string key, string value)
    {
        fixed (byte* k = OrtApi.Utf8(key), v = OrtApi.Utf8(value))
        {
            OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint>)OrtApi.Function(OrtFunction.AddSessionConfigEntry))(Handle, k, v));
        }
    }
}
