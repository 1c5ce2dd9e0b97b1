using Skylite.Conformance;

namespace Skylite.Tests.Native.Conformance;

/// <summary>A test that needs the ONNX standard's own tests; skipped where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips the test where the data is missing.</summary>
    public ConformanceTheoryAttribute()
    {
        if (!Directory.Exists(ConformanceTest.DefaultFolder))
        {
            Skip = "Debian's package libonnx-testdata is not installed";
        }
    }
}
